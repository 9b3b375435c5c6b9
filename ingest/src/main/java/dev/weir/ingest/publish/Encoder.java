package dev.weir.ingest.publish;

import dev.weir.contract.check.Visitor;
import dev.weir.rtmp.listener.RtmpPeer;
import dev.weir.rtmp.session.PublishRequest;
import io.vertx.core.net.SocketAddress;

/**
 * Somebody who wants to publish.
 *
 * @param address network address without port; a path for a Unix socket
 * @param agent the software's name for itself
 */
record Encoder(String address, String agent) implements Visitor {

  static Encoder of(RtmpPeer peer, PublishRequest request) {
    SocketAddress remote = peer.remoteAddress();
    String host = remote.hostAddress();
    return new Encoder(host == null ? remote.toString() : host, request.connect().software());
  }

  /** Encoders stand in no page. */
  @Override
  public String referer() {
    return "";
  }
}
