package dev.weir.runtime.refusal;

import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import java.util.Optional;

/**
 * What refusals are counted by.
 *
 * @param domain the domain's name
 */
public record RefusalCause(String domain, Door door, FaultCode code) {

  /** Why somebody was refused. */
  public static RefusalCause of(RefusedVisit visit) {
    return new RefusalCause(visit.domain().value(), visit.door(), visit.code());
  }

  /** As it stands in Redis. */
  String field() {
    return code + " " + door + " " + domain;
  }

  /** Reads {@link #field}; empty for what another release counted. */
  static Optional<RefusalCause> parse(String field) {
    String[] parts = field.split(" ", 3);
    try {
      return parts.length == 3
          ? Optional.of(
              new RefusalCause(parts[2], Door.valueOf(parts[1]), FaultCode.valueOf(parts[0])))
          : Optional.empty();
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
