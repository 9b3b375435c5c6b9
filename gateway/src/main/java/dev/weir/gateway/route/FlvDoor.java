package dev.weir.gateway.route;

import dev.weir.gateway.access.PlayGrant;
import dev.weir.stream.hub.LiveStream;
import io.vertx.core.http.HttpServerRequest;

/** How the router hands over a viewer of FLV who may watch. */
public interface FlvDoor {

  /** Answers with the stream, without end. */
  void serve(HttpServerRequest request, PlayGrant grant, LiveStream stream);

  /** Upgrades to WebSocket and sends the stream. */
  void serveWebSocket(HttpServerRequest request, PlayGrant grant, LiveStream stream);
}
