package dev.weir.gateway.flv;

import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.live.Attendance;
import dev.weir.gateway.live.LiveViewers;
import dev.weir.gateway.route.FlvDoor;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.hub.LiveStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

/**
 * Answers with a live stream as FLV, from its cached key frame on, until it is over. The head goes
 * out at once; the stream begins when the connection has taken it, so that nothing can overtake it.
 * Runs on the connection's event loop.
 */
public final class FlvDelivery implements FlvDoor {

  private static final String CONTENT_TYPE = "video/x-flv";

  private final LiveViewers viewers;
  private final FaultCounter faults;

  /** Brings viewers in through {@code viewers} and counts who is cut. */
  public FlvDelivery(LiveViewers viewers, FaultCounter faults) {
    this.viewers = viewers;
    this.faults = faults;
  }

  /** Answers a GET or a HEAD. The caller has set the headers that depend on the origin. */
  @Override
  public void serve(HttpServerRequest request, PlayGrant grant, LiveStream stream) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      viewers.missing(grant);
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (request.method().equals(HttpMethod.HEAD)) {
      viewers.missing(grant);
      response.end();
      return;
    }
    switch (request.version()) {
      case HTTP_2 -> overHttp2(request, grant, stream);
      case HTTP_1_1 -> inChunks(request, grant, stream);
      case HTTP_1_0 -> untilClosed(request, grant, stream);
    }
  }

  /** Upgrades to WebSocket; each batch is one binary message. */
  @Override
  public void serveWebSocket(HttpServerRequest request, PlayGrant grant, LiveStream stream) {
    request
        .toWebSocket()
        .onSuccess(socket -> overWebSocket(request, socket, grant, stream))
        .onFailure(_ -> viewers.missing(grant));
  }

  private void inChunks(HttpServerRequest request, PlayGrant grant, LiveStream stream) {
    HttpServerResponse response = request.response();
    Runnable finish = response::end;
    response
        .setChunked(true)
        .writeHead()
        .onSuccess(_ -> enter(request, grant, stream, http1(FlvWire.CHUNKED, request, finish)))
        .onFailure(_ -> viewers.missing(grant));
  }

  /** The end of the stream is the end of the connection. */
  private void untilClosed(HttpServerRequest request, PlayGrant grant, LiveStream stream) {
    HttpServerResponse response = request.response();
    Runnable finish = () -> response.end().onComplete(_ -> request.connection().close());
    response
        .write(Buffer.buffer())
        .onSuccess(_ -> enter(request, grant, stream, http1(FlvWire.PLAIN, request, finish)))
        .onFailure(_ -> viewers.missing(grant));
  }

  private void overHttp2(HttpServerRequest request, PlayGrant grant, LiveStream stream) {
    request
        .response()
        .writeHead()
        .onSuccess(_ -> enter(request, grant, stream, new Http2Viewer(request, faults)))
        .onFailure(_ -> viewers.missing(grant));
  }

  private void overWebSocket(
      HttpServerRequest request, ServerWebSocket socket, PlayGrant grant, LiveStream stream) {
    HttpConnection connection = request.connection();
    BelowEncoder wire = BelowEncoder.ofWebSocketFrames(connection);
    Viewer viewer = new Http1Viewer(FlvWire.WEBSOCKET, connection, wire, socket::close, faults);
    try {
      Attendance attendance = viewers.enter(grant, stream, BelowEncoder.loop(connection), viewer);
      // What a viewer says is not listened to; pings are answered all the same.
      socket
          .handler(_ -> {})
          .exceptionHandler(_ -> attendance.leave())
          .closeHandler(_ -> attendance.leave());
    } catch (WeirFault refused) {
      faults.count(refused.code());
      viewers.missing(grant);
      connection.close();
    }
  }

  private Viewer http1(FlvWire format, HttpServerRequest request, Runnable finish) {
    BelowEncoder wire = BelowEncoder.ofResponses(request.connection());
    return new Http1Viewer(format, request.connection(), wire, finish, faults);
  }

  private void enter(HttpServerRequest request, PlayGrant grant, LiveStream stream, Viewer viewer) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      viewers.missing(grant);
      return;
    }
    NettyLoop loop = BelowEncoder.loop(request.connection());
    try {
      Attendance attendance = viewers.enter(grant, stream, loop, viewer);
      response.exceptionHandler(_ -> attendance.leave()).closeHandler(_ -> attendance.leave());
    } catch (WeirFault refused) {
      // The head is out already: only an answer that breaks says that there is nothing.
      faults.count(refused.code());
      viewers.missing(grant);
      response.reset();
    }
  }
}
