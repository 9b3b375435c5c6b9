package dev.weir.gateway.access;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.check.Proof;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.policy.Authentication;
import java.time.Instant;

/** What a grant was made from, looked at again: its key must still be there, and its session. */
record HeldProof(PlayGrant grant, Instant now) implements Proof {

  @Override
  public boolean continues() {
    return true;
  }

  @Override
  public SignatureCheck check(Authentication authentication) {
    if (authentication.required() && isRevoked(authentication)) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_WRONG);
    }
    return grant.session().expired(now)
        ? new SignatureCheck.Refused(FaultCode.SESSION_EXPIRED)
        : new SignatureCheck.Valid(
            grant.signingKeyId(), grant.session().expiresAt(), grant.limits());
  }

  private boolean isRevoked(Authentication authentication) {
    return !grant.signingKeyId().isEmpty() && !authentication.knows(grant.signingKeyId());
  }
}
