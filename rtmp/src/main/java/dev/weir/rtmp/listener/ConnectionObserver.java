package dev.weir.rtmp.listener;

import dev.weir.contract.fault.FaultCode;

/** Counts how connections end. Called on event loops: thread-safe, must not block. */
public interface ConnectionObserver {

  /** A connection was closed, for this reason. Exactly once for every accepted connection. */
  void closed(FaultCode code);
}
