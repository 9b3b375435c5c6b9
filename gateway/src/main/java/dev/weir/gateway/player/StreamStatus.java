package dev.weir.gateway.player;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.media.frame.Track;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.timeline.Timelines;
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

  private final StreamRegistry streams;
  private final Timelines timelines;
  private final TimeSource time;

  /** Tells about {@code streams}. */
  public StreamStatus(StreamRegistry streams, Timelines timelines, TimeSource time) {
    this.streams = streams;
    this.timelines = timelines;
    this.time = time;
  }

  /** Answers with the status as JSON. */
  public void send(HttpServerRequest request, PlayGrant grant) {
    String body = describe(grant.address()).encode();
    HttpServerResponse response = request.response();
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

  private JsonObject describe(StreamAddress address) {
    Optional<LiveStream> stream = streams.find(address);
    List<Track> tracks = tracks(address, stream);
    JsonArray described = new JsonArray();
    tracks.forEach(track ->
        described.add(
            new JsonObject()
                .put("kind", track.codec().isVideo() ? "video" : "audio")
                .put("codec", track.codecString())));
    return new JsonObject()
        .put("state", state(stream, tracks))
        .put("serverTimeMs", time.millis())
        .put("tracks", described);
  }

  private static String state(Optional<LiveStream> stream, List<Track> tracks) {
    StreamFacts.State state =
        stream.map(live -> live.facts().state()).orElse(StreamFacts.State.ENDED);
    return switch (state) {
      case LIVE -> tracks.isEmpty() ? "starting" : "live";
      case INTERRUPTED -> "interrupted";
      case ENDED -> "offline";
    };
  }

  private List<Track> tracks(StreamAddress address, Optional<LiveStream> stream) {
    List<Track> cut =
        timelines.find(address).map(timeline -> timeline.view().tracks()).orElse(List.of());
    return cut.isEmpty() ? stream.map(live -> live.facts().tracks()).orElse(List.of()) : cut;
  }
}
