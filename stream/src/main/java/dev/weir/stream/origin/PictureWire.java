package dev.weir.stream.origin;

import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.stream.picture.Picture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A picture between two nodes: the file, and when it was taken. */
final class PictureWire {

  private static final String TAKEN_AT_MS = "weir-taken-at-ms";

  private PictureWire() {}

  static void send(HttpServerResponse response, Picture picture) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, picture.format().mediaType())
        .putHeader(TAKEN_AT_MS, Long.toString(picture.takenAt().toEpochMilli()))
        .end(picture.bytes());
  }

  /** Reads an answer; empty when it cannot be read. */
  static Optional<Picture> read(HttpClientResponse head, Buffer body) {
    String takenAtMs = head.getHeader(TAKEN_AT_MS);
    if (takenAtMs == null || body.length() > Picture.MAX_BYTES) {
      return Optional.empty();
    }
    return Arrays.stream(Format.values())
        .filter(format -> format.mediaType().equals(head.getHeader(HttpHeaders.CONTENT_TYPE)))
        .findFirst()
        .map(format -> new Picture(format, body, Instant.ofEpochMilli(Long.parseLong(takenAtMs))));
  }
}
