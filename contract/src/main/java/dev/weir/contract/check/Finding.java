package dev.weir.contract.check;

import dev.weir.contract.fault.FaultCode;

/** What a check found. */
public sealed interface Finding {

  /**
   * Nothing against letting in.
   *
   * @param because which entry or key it was; empty when there is nothing to name
   */
  record Passed(String because) implements Finding {
    private static final Passed PLAIN = new Passed("");
  }

  /** The policy does not ask. */
  record Skipped() implements Finding {
    private static final Skipped ONE = new Skipped();
  }

  /**
   * Not to be let in.
   *
   * @param detail for the tenant and the operator, {@code key=value}; never for the peer
   */
  record Refused(FaultCode code, String detail) implements Finding {}

  /** Passed, with nothing to name. */
  static Finding passed() {
    return Passed.PLAIN;
  }

  /** Not asked. */
  static Finding skipped() {
    return Skipped.ONE;
  }
}
