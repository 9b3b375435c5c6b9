package dev.weir.rtmp.session;

import dev.weir.contract.fault.FaultCode;

/** Why a publish or a play came to its end. */
public sealed interface EndReason {

  /** The client said that it was done, or the owner ended it in good order. */
  record Finished() implements EndReason {}

  /**
   * Anything else. {@link FaultCode#PEER_CLOSED} is a connection that went away without a word.
   *
   * @param code what happened
   * @param detail for the operator; never shown to the peer
   */
  record Faulted(FaultCode code, String detail) implements EndReason {}
}
