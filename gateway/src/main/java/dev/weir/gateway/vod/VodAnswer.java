package dev.weir.gateway.vod;

import dev.weir.contract.fault.FaultCode;
import dev.weir.gateway.answer.ByteRange;
import dev.weir.gateway.answer.Conditions;
import dev.weir.gateway.answer.RangeHeader;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.Tab;
import dev.weir.runtime.http.FaultResponse;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One answer. Its thread reads a block, hands it to the event loop, and goes on when the socket has
 * taken it: a viewer who does not read holds one block, and is given up after a while.
 */
public final class VodAnswer {

  static final int BLOCK_BYTES = 128 << 10;

  /** How long a viewer may take for one block. */
  static final int PATIENCE_S = 30;

  private final HttpServerRequest request;
  private final Context context;
  private final Egress.Meter egress;
  private final Tab tab;

  /**
   * For one request.
   *
   * @param context of its connection
   * @param egress counts what goes out
   * @param tab what bodies are put on
   */
  public VodAnswer(HttpServerRequest request, Context context, Egress.Meter egress, Tab tab) {
    this.request = request;
    this.context = context;
    this.egress = egress;
    this.tab = tab;
  }

  /** Runs on the loop of the connection, unless there is an answer already. */
  public void onLoop(Runnable task) {
    context.runOnContext(_ -> {
      if (!request.response().closed() && !request.response().headWritten()) {
        task.run();
      }
    });
  }

  /** What is written for this viewer alone. */
  public void text(String text, String type) {
    Buffer body = Buffer.buffer(text);
    onLoop(() -> {
      HttpServerResponse response = request.response();
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, type)
          .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
          .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
      if (request.method().equals(HttpMethod.HEAD)) {
        response.end();
      } else {
        egress.sent(body.length());
        Future<Void> _ = tab.end(request, body);
      }
    });
  }

  /** A file, in whole or in part. */
  public void file(RangedFile file) {
    String tag = "\"" + file.tag() + "\"";
    if (Conditions.isFresh(request, tag)) {
      onLoop(() -> head(file, tag).setStatusCode(304).end());
      return;
    }
    long size = file.bytes();
    switch (range(tag, size)) {
      case ByteRange.Whole _ -> send(file, tag, new ByteRange.Stretch(0, size));
      case ByteRange.Stretch stretch -> send(file, tag, stretch);
      case ByteRange.Outside _ ->
          onLoop(() -> {
            request.response().putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            FaultResponse.send(request, FaultCode.RANGE_NOT_SATISFIABLE);
          });
    }
  }

  private ByteRange range(String tag, long size) {
    String range = request.getHeader("Range");
    String onlyIf = request.getHeader("If-Range");
    boolean applies = range != null && (onlyIf == null || onlyIf.equals(tag));
    return applies ? RangeHeader.read(range, size) : new ByteRange.Whole();
  }

  private HttpServerResponse head(RangedFile file, String tag) {
    return request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=600")
        .putHeader(HttpHeaders.ETAG, tag)
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
  }

  private void send(RangedFile file, String tag, ByteRange.Stretch stretch) {
    if (request.method().equals(HttpMethod.HEAD) || stretch.length() == 0) {
      onLoop(() -> begin(file, tag, stretch).end());
      return;
    }
    // Before anything is said: what the store refuses is an answer of its own.
    try (InputStream media = file.source().open(stretch.first(), stretch.length())) {
      onLoop(() -> begin(file, tag, stretch));
      byte[] block = new byte[BLOCK_BYTES];
      long left = stretch.length();
      // No more than was promised, whatever follows in the file: a growing one goes on.
      for (int read = next(media, block, left); read > 0; read = next(media, block, left)) {
        Buffer bytes = Buffer.buffer(read).appendBytes(block, 0, read);
        egress.sent(read);
        await(() -> tab.write(request, bytes));
        left -= read;
      }
      await(() -> request.response().end());
    } catch (IOException | TimeoutException lost) {
      // The head is out already: only a connection that breaks says that something is missing.
      context.runOnContext(_ -> request.connection().close());
    } catch (ExecutionException left) {
      // The viewer is gone.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static int next(InputStream media, byte[] block, long left) throws IOException {
    return media.readNBytes(block, 0, (int) Math.min(BLOCK_BYTES, left));
  }

  private HttpServerResponse begin(RangedFile file, String tag, ByteRange.Stretch stretch) {
    HttpServerResponse response =
        head(file, tag).putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(stretch.length()));
    if (stretch.length() < file.bytes()) {
      long last = stretch.first() + stretch.length() - 1;
      response
          .setStatusCode(206)
          .putHeader(
              HttpHeaders.CONTENT_RANGE,
              "bytes " + stretch.first() + "-" + last + "/" + file.bytes());
    }
    return response;
  }

  private void await(Supplier<Future<Void>> step)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    context.runOnContext(_ -> {
      try {
        step.get().onSuccess(done::complete).onFailure(done::completeExceptionally);
      } catch (IllegalStateException closed) {
        done.completeExceptionally(closed);
      }
    });
    done.get(PATIENCE_S, TimeUnit.SECONDS);
  }
}
