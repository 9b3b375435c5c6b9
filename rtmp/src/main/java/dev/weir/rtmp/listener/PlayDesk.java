package dev.weir.rtmp.listener;

import dev.weir.contract.fault.WeirFault;
import dev.weir.rtmp.session.PlayRequest;
import io.vertx.core.Future;

/** Decides who may play, and feeds the players. Called on the peer's event loop. */
public interface PlayDesk {

  /**
   * Asks whether {@code peer} may play. Nothing is read from the peer until the future completes.
   *
   * <p>When it succeeds, the peer is told that play starts, and the session gets one start and then
   * exactly one end; only the end if the peer went away meanwhile. When it fails with a {@link
   * WeirFault}, the peer is told its code's status and sentence, and closed.
   */
  Future<PlayerSession> play(RtmpPeer peer, PlayRequest request);
}
