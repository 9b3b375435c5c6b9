package dev.weir.portal.refusal;

import dev.weir.contract.access.SignatureAnatomy;
import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the checks go for one request, by the rules of now.
 *
 * @param domain the tenant's domain that was asked
 * @param door what for
 * @param asked what was asked
 * @param from who asked, as far as that is known
 * @param at the moment that it is explained for: that of the refusal, or now
 * @param told what the door said, when there was a refusal
 * @param lines every check, in order
 * @param signature how the signature was verified; empty when there is none to verify, or the
 *     reader may not sign
 */
public record Explanation(
    DomainName domain,
    Door door,
    RefusedVisit.Asked asked,
    RefusedVisit.From from,
    Instant at,
    Optional<Told> told,
    List<Line> lines,
    Optional<SignatureAnatomy> signature) {

  /** What came of a check. */
  public enum Result {
    /** Nothing against letting in. */
    PASSED,
    /** The rules do not ask. */
    SKIPPED,
    /** It refuses. */
    REFUSED,
    /** It depends on something that is not known here. */
    UNKNOWN
  }

  /**
   * A refusal as it happened.
   *
   * @param id of the request
   */
  public record Told(String id, FaultCode code, String detail) {}

  /**
   * One check.
   *
   * @param check its name, as {@code contract.check} has it
   * @param code why it refuses
   * @param detail what it found; may be empty
   */
  public record Line(String check, Result result, Optional<FaultCode> code, String detail) {}

  /** Copies the list. */
  public Explanation {
    lines = List.copyOf(lines);
  }

  /** The check that decides; empty when none refuses. */
  public Optional<Line> decides() {
    return lines.stream().filter(line -> line.result() == Result.REFUSED).findFirst();
  }
}
