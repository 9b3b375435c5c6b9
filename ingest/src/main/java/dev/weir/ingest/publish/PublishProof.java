package dev.weir.ingest.publish;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.check.Proof;
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
      known =
          TypeASignature.verify(
              "/" + request.app() + "/" + request.stream(),
              QueryText.value(request.query(), TypeASignature.PARAMETER),
              authentication.keys(),
              authentication.validity(),
              now);
      check = known;
    }
    return known;
  }
}
