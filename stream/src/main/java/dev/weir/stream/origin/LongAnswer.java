package dev.weir.stream.origin;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.runtime.clock.TimeSource;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import java.net.ConnectException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer of another node that lasts as long as the stream. Silence counts as the other node's
 * end, since an owner always has something to say. Runs on the context on which it was asked for.
 */
public final class LongAnswer {

  /** Longest silence, from the request on; the owner speaks every second. */
  public static final Duration MAX_SILENCE = Duration.ofSeconds(3);

  private static final long LOOK_MS = 500;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final Context context;
  private final TimeSource time;
  private final AnswerSink sink;

  private final long timer;
  private @Nullable HttpConnection connection;
  private long heardNanos;
  private boolean over;

  LongAnswer(Context context, TimeSource time, AnswerSink sink) {
    this.context = context;
    this.time = time;
    this.sink = sink;
    this.heardNanos = time.nanos();
    this.timer = context.owner().setPeriodic(LOOK_MS, _ -> look());
  }

  /** Nobody wants it any more; nothing is told from here on. */
  public void cut() {
    if (!over) {
      over = true;
      context.owner().cancelTimer(timer);
      if (connection != null) {
        connection.close();
      }
    }
  }

  void connected(HttpClientRequest request) {
    connection = request.connection();
    if (over) {
      connection.close();
    }
  }

  void answered(HttpClientResponse response) {
    if (over) {
      return;
    }
    if (response.statusCode() != OK) {
      fail(
          switch (response.statusCode()) {
            case NOT_FOUND -> AnswerFailure.UNKNOWN_STREAM;
            case GONE -> AnswerFailure.ENDED_STREAM;
            default -> AnswerFailure.BROKEN;
          });
      return;
    }
    heardNanos = time.nanos();
    response
        .handler(this::heard)
        .exceptionHandler(_ -> fail(AnswerFailure.BROKEN))
        .endHandler(_ -> finish());
    sink.begun();
  }

  void failed(Throwable failure) {
    fail(isRefusal(failure) ? AnswerFailure.DEAD : AnswerFailure.BROKEN);
  }

  /** Whether nobody listens there; a host that does not answer at all may be alive. */
  static boolean isRefusal(Throwable failure) {
    return failure instanceof ConnectException && !(failure instanceof ConnectTimeoutException);
  }

  private void heard(Buffer piece) {
    if (!over) {
      heardNanos = time.nanos();
      sink.piece(ByteSlice.of(piece.getBytes()));
    }
  }

  private void look() {
    if (time.nanos() - heardNanos > MAX_SILENCE.toNanos()) {
      fail(AnswerFailure.BROKEN);
    }
  }

  private void finish() {
    if (!over) {
      cut();
      sink.finished();
    }
  }

  private void fail(AnswerFailure why) {
    if (!over) {
      cut();
      sink.failed(why);
    }
  }
}
