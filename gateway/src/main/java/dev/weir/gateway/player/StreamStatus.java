package dev.weir.gateway.player;

import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.origin.StreamOutline.TrackOutline;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Tells the watch page whether there is something to play, what it is, and what time it is here:
 * {@code live}, {@code starting}, {@code interrupted} or {@code offline}. Any event loop.
 */
public final class StreamStatus {

  private final LiveSource source;
  private final TimeSource time;

  /** Tells about the streams of {@code source}. */
  public StreamStatus(LiveSource source, TimeSource time) {
    this.source = source;
    this.time = time;
  }

  /** Answers with the status as JSON. */
  public void send(HttpServerRequest request, PlayGrant grant) {
    source.outline(grant.address()).onSuccess(outline -> send(request, describe(outline).encode()));
  }

  private static void send(HttpServerRequest request, String body) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private JsonObject describe(Optional<StreamOutline> outline) {
    List<TrackOutline> tracks = outline.map(StreamOutline::tracks).orElseGet(List::of);
    JsonArray described = new JsonArray();
    tracks.forEach(track ->
        described.add(
            new JsonObject()
                .put("kind", track.video() ? "video" : "audio")
                .put("codec", track.codec())));
    return new JsonObject()
        .put("state", outline.map(StreamStatus::state).orElse("offline"))
        .put("serverTimeMs", time.millis())
        .put("tracks", described);
  }

  private static String state(StreamOutline outline) {
    return !outline.published() ? "interrupted" : outline.tracks().isEmpty() ? "starting" : "live";
  }
}
