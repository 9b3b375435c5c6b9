package dev.weir.ingest.publish;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.check.Proof;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.policy.Authentication;
import dev.weir.rtmp.session.PublishRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an encoder's URL proves. Verified at most once; one thread. */
final class PublishProof implements Proof {

  private final PublishRequest request;
  private final Instant now;

  private @Nullable SignatureCheck check;

  PublishProof(PublishRequest request, Instant now) {
    this.request = request;
    this.now = now;
  }

  @Override
  public boolean continues() {
    return false;
  }

  @Override
  public SignatureCheck check(Authentication authentication) {
    SignatureCheck known = check;
    if (known == null) {
      known = verify(authentication);
      check = known;
    }
    return known;
  }

  /** What only viewers are held to is refused: whoever signed it meant a limit. */
  private SignatureCheck verify(Authentication authentication) {
    String path = "/" + request.app() + "/" + request.stream();
    SignatureCheck found = authentication.check(new SignedUrl(path, request.query()), now);
    return found instanceof SignatureCheck.Valid valid && isForViewers(valid.limits())
        ? new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED)
        : found;
  }

  private static boolean isForViewers(ProofLimits limits) {
    return limits.maxConcurrent() > 0
        || limits.ticket().isPresent()
        || !limits.topRendition().isEmpty();
  }
}
