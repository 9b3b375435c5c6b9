package dev.weir.contract.access;

import dev.weir.contract.fault.FaultCode;
import java.time.Instant;

/** What came of verifying a signature. */
public sealed interface SignatureCheck {

  /**
   * The signature is right and still valid.
   *
   * @param keyId the key that matched
   * @param validUntil last instant at which the URL opens something
   * @param limits what else it is limited to; checked by whoever lets in
   */
  record Valid(String keyId, Instant validUntil, ProofLimits limits) implements SignatureCheck {}

  /**
   * The signature is missing, of a form that is not taken, unreadable, wrong, too old or too early.
   *
   * @param code one of the {@code SIGNATURE_*} codes, or {@code PROOF_NOT_YET_VALID}
   */
  record Refused(FaultCode code) implements SignatureCheck {}
}
