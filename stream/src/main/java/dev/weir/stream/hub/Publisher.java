package dev.weir.stream.hub;

import dev.weir.contract.fault.FaultCode;

/** The connection behind a publication, as the hub sees it. */
@FunctionalInterface
public interface Publisher {

  /**
   * Ends the connection and says why. Called on any thread; must not block.
   *
   * @param detail for the operator
   */
  void cut(FaultCode code, String detail);
}
