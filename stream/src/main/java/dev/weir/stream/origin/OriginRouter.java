package dev.weir.stream.origin;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts;
import dev.weir.stream.lease.OwnerState;
import dev.weir.stream.picture.Picture;
import dev.weir.stream.timeline.Timeline;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * Every request of the node port: first that it comes from a node, then what it asks for. Runs on
 * the connection's event loop; one router serves all of them.
 */
public final class OriginRouter implements Handler<HttpServerRequest> {

  private static final String BEARER = "Bearer ";
  private static final int NO_CONTENT = 204;

  private final OriginRooms rooms;
  private final Edges tagEdges = new Edges();
  private final Edges timelineEdges = new Edges();

  /** Serves what is in {@code rooms}. */
  public OriginRouter(OriginRooms rooms) {
    this.rooms = rooms;
  }

  /** Shows what other nodes take. */
  public void show(Metrics metrics) {
    tagEdges.show(metrics, "tags");
    timelineEdges.show(metrics, "timeline");
  }

  /** Breaks all answers off: other nodes keep what they have and look for another owner. */
  public void close() {
    tagEdges.cutAll();
    timelineEdges.cutAll();
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      route(request);
    } catch (WeirFault fault) {
      rooms.faults().count(fault.code());
      FaultResponse.send(request, fault.code());
    }
  }

  private void route(HttpServerRequest request) {
    requireNode(request);
    if (!request.method().equals(HttpMethod.GET)) {
      throw new WeirFault(FaultCode.METHOD_NOT_ALLOWED, "method=" + request.method());
    }
    NodePath path =
        NodePath.parse(request.path())
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "path"));
    switch (path.what()) {
      case TAGS -> tags(request, path.stream());
      case TIMELINE -> timeline(request, path.stream());
      case OUTLINE -> outline(request, path.stream());
      case SLICES -> SliceWire.sendSlices(request, rooms.shifts().slices(path.stream()));
      case SLICE_MEDIA -> SliceWire.sendMedia(request, path.stream(), rooms.shifts());
      case PICTURE -> picture(request, path.stream());
      case WANTED -> wanted(request, path.stream());
    }
  }

  private void requireNode(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer = header != null && header.startsWith(BEARER);
    if (!bearer || !rooms.tokens().accepts(header.substring(BEARER.length()), request.uri())) {
      throw new WeirFault(FaultCode.UNAUTHENTICATED, "client=" + request.remoteAddress());
    }
  }

  private void tags(HttpServerRequest request, StreamAddress address) {
    LiveStream stream =
        rooms.streams().find(address).orElseThrow(() -> new WeirFault(absence(address), "tags"));
    HttpConnection connection = request.connection();
    tagEdges.enter(address, connection);
    HttpServerResponse response = request.response();
    NettyLoop loop = NettyLoop.of(Vertx.currentContext());
    EdgeViewer viewer = new EdgeViewer(stream, loop, response, connection, tagEdges);
    connection.closeHandler(_ -> {
      tagEdges.leave(address, connection);
      viewer.leave();
    });
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "video/x-flv")
        .setChunked(true)
        .writeHead()
        .onSuccess(_ -> viewer.begin());
  }

  private void timeline(HttpServerRequest request, StreamAddress address) {
    Timeline timeline =
        rooms
            .timelines()
            .find(address)
            .orElseThrow(() -> new WeirFault(absence(address), "timeline"));
    long known = number(request, OriginClient.TIMELINE);
    long revision = number(request, OriginClient.REVISION);
    HttpConnection connection = request.connection();
    timelineEdges.enter(address, connection);
    HttpServerResponse response = request.response();
    NettyLoop loop = NettyLoop.of(Vertx.currentContext());
    EdgeFollower follower = new EdgeFollower(timeline, loop, response, connection, timelineEdges);
    connection.closeHandler(_ -> {
      timelineEdges.leave(address, connection);
      follower.leave();
    });
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
        .setChunked(true)
        .writeHead()
        .onSuccess(_ -> follower.begin(known, revision));
  }

  private static long number(HttpServerRequest request, String parameter) {
    try {
      return Long.parseLong(request.getParam(parameter, "0"));
    } catch (NumberFormatException malformed) {
      throw new WeirFault(FaultCode.REQUEST_MALFORMED, parameter);
    }
  }

  private void outline(HttpServerRequest request, StreamAddress address) {
    OwnerState state = rooms.owner().state(address);
    if (state == OwnerState.UNKNOWN_STREAM) {
      throw new WeirFault(absence(address), "outline");
    }
    Optional<StreamFacts> facts = rooms.streams().find(address).map(LiveStream::facts);
    StreamOutline outline =
        StreamOutline.of(
            state == OwnerState.LIVE, facts.map(StreamFacts::tracks).orElseGet(List::of));
    String body = outline.toText();
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end(body);
  }

  private void picture(HttpServerRequest request, StreamAddress address) {
    Picture picture =
        rooms
            .pictures()
            .find(address)
            .orElseThrow(() -> new WeirFault(FaultCode.SNAPSHOT_NOT_TAKEN, "picture"));
    PictureWire.send(request.response(), picture);
  }

  private void wanted(HttpServerRequest request, StreamAddress address) {
    if (!rooms.wanted().test(address)) {
      throw new WeirFault(FaultCode.STREAM_NOT_LIVE, "wanted");
    }
    request.response().setStatusCode(NO_CONTENT).end();
  }

  private FaultCode absence(StreamAddress address) {
    return rooms.timelines().hasEnded(address) ? FaultCode.STREAM_ENDED : FaultCode.STREAM_NOT_LIVE;
  }
}
