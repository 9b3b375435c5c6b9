package dev.weir.portal.domain.access;

import dev.weir.contract.access.SignatureType;
import dev.weir.contract.policy.Authentication;
import java.util.Set;

/**
 * Which proofs are asked for and taken on one side of a domain.
 *
 * @param required whether one without a proof is refused
 * @param signatures forms of signed addresses that are taken; none is possible where tokens are
 * @param validityS how long after its timestamp a signed address is valid, seconds; zero makes the
 *     timestamp itself the end
 */
public record Proofs(boolean required, Set<SignatureType> signatures, int validityS) {

  /** Longest validity, seconds: a year. */
  public static final int MAX_VALIDITY_S = 31_536_000;

  /** As a new domain has them. */
  public static final Proofs DEFAULT =
      new Proofs(
          true,
          Authentication.DEFAULT_SIGNATURES,
          Math.toIntExact(Authentication.DEFAULT_VALIDITY.toSeconds()));

  /** Copies the set; throws {@link IllegalArgumentException} for what is out of its range. */
  public Proofs {
    signatures = Set.copyOf(signatures);
    if (validityS < 0 || validityS > MAX_VALIDITY_S) {
      throw new IllegalArgumentException("a validity is 0 to " + MAX_VALIDITY_S + " s");
    }
  }

  /** The same, refusing whoever has no proof; or not refusing them. */
  public Proofs requiring(boolean proof) {
    return new Proofs(proof, signatures, validityS);
  }
}
