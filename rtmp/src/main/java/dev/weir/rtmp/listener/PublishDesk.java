package dev.weir.rtmp.listener;

import dev.weir.contract.fault.WeirFault;
import dev.weir.rtmp.session.PublishRequest;
import io.vertx.core.Future;

/** Decides who may publish, and takes what is published. Called on the peer's event loop. */
public interface PublishDesk {

  /**
   * Asks whether {@code peer} may publish. Nothing is read from the peer until the future
   * completes.
   *
   * <p>When it succeeds, the session gets every tag and then exactly one end, also if the peer went
   * away meanwhile. When it fails with a {@link WeirFault}, the peer is told its code's status and
   * sentence, and closed.
   */
  Future<PublisherSession> publish(RtmpPeer peer, PublishRequest request);
}
