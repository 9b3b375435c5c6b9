package dev.weir.gateway.access;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.check.ViewerProof;
import dev.weir.contract.check.Viewing;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.PlayPolicy;
import java.time.Instant;

/** What a grant was made from, looked at again: its key must still be there, and its session. */
record HeldProof(PlayGrant grant, Instant now) implements ViewerProof {

  @Override
  public boolean continues() {
    return true;
  }

  @Override
  public SignatureCheck check(Authentication authentication) {
    if (!grant.session().key().suffices(authentication)) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_WRONG);
    }
    return grant.session().expired(now)
        ? new SignatureCheck.Refused(FaultCode.SESSION_EXPIRED)
        : new SignatureCheck.Valid(
            grant.signingKeyId(), grant.session().expiresAt(), grant.limits());
  }

  @Override
  public Viewing viewing(PlayPolicy play) {
    return new Viewing(grant.session().viewer(), grant.session().begunAt());
  }
}
