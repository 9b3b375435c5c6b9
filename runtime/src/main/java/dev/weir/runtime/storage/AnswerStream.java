package dev.weir.runtime.storage;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer for a thread that blocks. It takes one piece after the other from the
 * network, so that a slow reader holds a few of them and no more.
 */
final class AnswerStream extends InputStream {

  /** Who sends nothing for so long has gone. */
  private static final long PATIENCE_SECONDS = 60;

  private final HttpClientResponse response;
  private final Context loop;
  private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private @Nullable Buffer current;
  private int at;
  private boolean over;

  /** What comes. */
  private sealed interface Piece {

    record Bytes(Buffer buffer) implements Piece {}

    record End() implements Piece {}

    record Broken(Throwable failure) implements Piece {}
  }

  /** Begins to take it. On the event loop, before any byte has come. */
  AnswerStream(HttpClientResponse response) {
    this.response = response;
    this.loop = Objects.requireNonNull(Vertx.currentContext());
    response.pause();
    response.handler(buffer -> pieces.add(new Piece.Bytes(buffer)));
    response.exceptionHandler(failure -> pieces.add(new Piece.Broken(failure)));
    response.endHandler(_ -> pieces.add(new Piece.End()));
    response.fetch(1);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    Buffer piece = piece();
    if (piece == null) {
      return -1;
    }
    int read = Math.min(length, piece.length() - at);
    piece.getBytes(at, at + read, into, offset);
    at += read;
    return read;
  }

  /** One with bytes that were not read; null at the end. */
  private @Nullable Buffer piece() throws IOException {
    while (!over && (current == null || at == current.length())) {
      at = 0;
      switch (next()) {
        case Piece.Bytes(Buffer buffer) -> {
          current = buffer;
          loop.runOnContext(_ -> response.fetch(1));
        }
        case Piece.End _ -> over = true;
        case Piece.Broken(Throwable failure) -> {
          over = true;
          throw new IOException("the answer broke off", failure);
        }
      }
    }
    return over ? null : current;
  }

  private Piece next() throws IOException {
    try {
      Piece next = pieces.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException("the store went silent in the middle of an answer");
      }
      return next;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** What was not read is not waited for: its connection is not used again. */
  @Override
  public void close() {
    if (!over && !(pieces.peek() instanceof Piece.End)) {
      loop.runOnContext(_ -> response.request().reset());
    }
    over = true;
  }
}
