package dev.weir.gateway.hls;

import dev.weir.gateway.answer.Compression;
import dev.weir.gateway.answer.Conditions;
import dev.weir.gateway.meter.Tab;
import dev.weir.stream.timeline.PrintedPlaylist;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A playlist as an answer, compressed for whoever can read that. */
final class PlaylistAnswer {

  static final String TYPE = "application/vnd.apple.mpegurl";

  /** For a playlist that will change, under a name that stays. */
  static final String CACHING = "no-cache";

  private PlaylistAnswer() {}

  /** Answers with a printed playlist, or with 304 when the client has it. */
  static void send(HttpServerRequest request, PrintedPlaylist playlist, String caching, Tab tab) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    boolean gzip = Compression.isAccepted(request);
    String tag = tag(playlist, gzip);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, caching)
        .putHeader(HttpHeaders.ETAG, tag);
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (Conditions.isFresh(request, tag)) {
      response.setStatusCode(304).end();
      return;
    }
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    send(request, gzip ? playlist.gzip() : playlist.text(), tab);
  }

  /** With its quotes. */
  static String tag(PrintedPlaylist playlist, boolean gzip) {
    return "\"" + playlist.tag() + (gzip ? "-gz\"" : "\"");
  }

  /** Answers with a playlist that is nobody else's. */
  static void sendPrivate(HttpServerRequest request, String text, Tab tab) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    send(request, Buffer.buffer(text), tab);
  }

  private static void send(HttpServerRequest request, Buffer body, Tab tab) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      Future<Void> _ = tab.end(request, body);
    }
  }
}
