package dev.weir.gateway.access;

import dev.weir.contract.fault.WeirFault;

/** Where refusals are counted and told to the operator: once each, where they are decided. */
@FunctionalInterface
public interface RefusalLog {

  /**
   * Notes one.
   *
   * @param fault what and why; its message is for the operator and never reaches the peer
   */
  void refused(PlaybackRequest request, WeirFault fault);
}
