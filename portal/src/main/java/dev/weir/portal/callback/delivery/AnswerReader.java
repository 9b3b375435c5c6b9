package dev.weir.portal.callback.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the beginning of an answer. Of a body that is too long, or does not end, the connection is
 * cut; its status counts all the same. On the event loop of its connection.
 */
final class AnswerReader {

  /** Body of an answer that is read; a longer one ends the connection. */
  static final int MAX_READ_BYTES = 64 * 1024;

  /** Body of an answer that the log keeps. */
  static final int MAX_KEPT_BYTES = 4 * 1024;

  /** Longest value of a header that the log keeps. */
  private static final int MAX_HEADER = 256;

  /** Headers that help to see what an endpoint is. */
  private static final List<String> TOLD = List.of("Content-Type", "Location", "Retry-After");

  private final Promise<Void> over = Promise.promise();
  private final Buffer kept = Buffer.buffer();
  private long bytes;
  private int status;
  private String head = "";

  /** Completes when nothing more is read. */
  Future<Void> read(HttpClientResponse response) {
    status = response.statusCode();
    head = head(response);
    response
        .handler(part -> take(response, part))
        .exceptionHandler(cut -> over.tryComplete())
        .endHandler(end -> over.tryComplete());
    return over.future();
  }

  /** 0 while there is none. */
  int status() {
    return status;
  }

  /** Status, some headers, and the beginning of the body as text. */
  String text() {
    return status == 0 ? "" : head + "\n" + printable(kept.getBytes());
  }

  private void take(HttpClientResponse response, Buffer part) {
    bytes += part.length();
    int room = MAX_KEPT_BYTES - kept.length();
    if (room > 0) {
      kept.appendBuffer(part, 0, Math.min(room, part.length()));
    }
    if (bytes > MAX_READ_BYTES) {
      over.tryComplete();
      response.request().connection().close();
    }
  }

  private static String head(HttpClientResponse response) {
    StringBuilder text = new StringBuilder(Integer.toString(response.statusCode()));
    for (String name : TOLD) {
      String value = response.getHeader(name);
      if (value != null) {
        text.append('\n').append(name).append(": ");
        text.append(printable(value), 0, Math.min(MAX_HEADER, value.length()));
      }
    }
    return text.append('\n').toString();
  }

  private static String printable(byte[] body) {
    return printable(new String(body, StandardCharsets.UTF_8));
  }

  /** What a page can show and PostgreSQL can keep. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.chars()
        .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '.' : c)
        .forEach(c -> printable.append((char) c));
    return printable.toString();
  }
}
