package dev.weir.runtime.command;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import io.vertx.core.Future;

/** How the control plane ends streams. */
@FunctionalInterface
public interface StreamCommands {

  /**
   * Ends a stream, wherever it lives. Completes with whether a node had it, after two seconds at
   * most, and fails when no node can be asked.
   *
   * @param reason what the encoder is told
   */
  Future<Boolean> end(StreamAddress address, FaultCode reason);
}
