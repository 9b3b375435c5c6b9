package dev.weir.e2e.viewer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who asks for one thing over HTTP/2, on a connection of its own that receives no more
 * than 64 KiB ahead, and counts the bytes of the body.
 */
public final class Http2Viewer implements AutoCloseable {

  private static final int RECEIVE_BYTES = 64 << 10;
  private static final long CANCEL = 0x8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();

  /** Kept here, since the library closes a client that nobody refers to. */
  private final HttpClient client = vertx.createHttpClient(options());

  private final AtomicLong received = new AtomicLong();
  private final CompletableFuture<Void> enough = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final long mostBytes;
  private final HttpClientRequest request;

  private Http2Viewer(URI uri, long mostBytes) {
    this.mostBytes = mostBytes;
    String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    this.request =
        of(
            client
                .request(HttpMethod.GET, uri.getPort(), uri.getHost(), target)
                .toCompletionStage()
                .toCompletableFuture());
    request.response().onSuccess(this::take).onFailure(over::completeExceptionally);
    var _ = request.end();
  }

  /** Asks, and reads until the end. */
  public static Http2Viewer get(URI uri) {
    return new Http2Viewer(uri, Long.MAX_VALUE);
  }

  /** Asks, and stops reading once there is so much. */
  public static Http2Viewer get(URI uri, long mostBytes) {
    return new Http2Viewer(uri, mostBytes);
  }

  private static HttpClientOptions options() {
    HttpClientOptions options = new HttpClientOptions();
    options.setReceiveBufferSize(RECEIVE_BYTES).setSoLinger(0);
    return options
        .setSsl(true)
        .setTrustAll(true)
        .setVerifyHost(false)
        .setUseAlpn(true)
        .setProtocolVersion(HttpVersion.HTTP_2);
  }

  private void take(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      over.completeExceptionally(new IllegalStateException("status " + response.statusCode()));
    }
    response
        .handler(piece -> {
          if (received.addAndGet(piece.length()) >= mostBytes) {
            response.pause();
            enough.complete(null);
          }
        })
        .exceptionHandler(over::completeExceptionally)
        .endHandler(_ -> over.complete(null));
  }

  /** Bytes of the body so far. */
  public long received() {
    return received.get();
  }

  /** Waits until it has as much as it wanted. */
  public Http2Viewer awaitEnough() {
    of(enough);
    return this;
  }

  /** Waits until the answer has ended as it should. */
  public Http2Viewer awaitEnd() {
    of(over);
    return this;
  }

  /** Leaves the stream, and keeps the connection. */
  public Http2Viewer cancel() {
    request.reset(CANCEL);
    return this;
  }

  /** Leaves with the connection. */
  public Http2Viewer disconnect() {
    var _ = request.connection().close();
    return this;
  }

  private static <T> T of(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    of(vertx.close().toCompletionStage().toCompletableFuture());
  }
}
