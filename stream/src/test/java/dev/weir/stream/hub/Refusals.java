package dev.weir.stream.hub;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.util.Optional;

/** Whether something is refused, and as what. */
final class Refusals {

  private Refusals() {}

  static Optional<FaultCode> of(Runnable attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (WeirFault refused) {
      return Optional.of(refused.code());
    }
  }
}
