package dev.weir.gateway.access;

import dev.weir.contract.fault.WeirFault;

/**
 * Where refusals are counted and told to the operator: once each, where they are decided. Whoever
 * counts those who were let in hears of them, too.
 */
@FunctionalInterface
public interface RefusalLog {

  /**
   * Notes one.
   *
   * @param fault what and why; its message is for the operator and never reaches the peer
   */
  void refused(PlaybackRequest request, WeirFault fault);

  /**
   * Notes somebody who was let in, on the way of every new viewer: it must cost next to nothing.
   */
  default void admitted(PlayGrant grant) {}
}
