package dev.weir.portal.domain.key;

import dev.weir.contract.access.TokenKey;
import java.time.Instant;

/**
 * A key of playback tokens without what it verifies with.
 *
 * @param name what tokens name it by ({@code kid}); unique within the domain
 * @param createdBy who added it; empty for nobody with a name
 */
public record HeldTokenKey(
    String name, TokenKey.Algorithm algorithm, Instant createdAt, String createdBy) {

  /** What proofs that it verified name it by; no signing key is called so. */
  public String proofId() {
    return new TokenKey(name, algorithm, "").proofId();
  }
}
