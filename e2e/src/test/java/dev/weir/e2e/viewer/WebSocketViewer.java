package dev.weir.e2e.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A viewer of WebSocket-FLV, which records what it gets. */
public final class WebSocketViewer implements AutoCloseable {

  private static final Duration OPENING_LIMIT = Duration.ofSeconds(10);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Kept, since a socket that nobody holds may be collected while it is open. */
  private final WebSocket socket;

  private final CompletableFuture<Integer> closed;

  private WebSocketViewer(WebSocket socket, CompletableFuture<Integer> closed) {
    this.socket = socket;
    this.closed = closed;
  }

  /** Records from now on until the server closes. */
  public static WebSocketViewer record(URI uri, Path file) {
    try {
      FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Recorder recorder = new Recorder(out, new CompletableFuture<>());
      WebSocket socket =
          CLIENT
              .newWebSocketBuilder()
              .buildAsync(URI.create(uri.toString().replaceFirst("^http", "ws")), recorder)
              .get(OPENING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return new WebSocketViewer(socket, recorder.closed());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (ExecutionException | TimeoutException refused) {
      throw new IllegalStateException("the WebSocket did not open", refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Completes with the status code of the server's close frame, or fails with the connection. */
  public CompletableFuture<Integer> closed() {
    return closed;
  }

  /** Leaves without a word. */
  @Override
  public void close() {
    socket.abort();
  }

  private record Recorder(FileChannel out, CompletableFuture<Integer> closed)
      implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
      try {
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        socket.request(1);
        return CompletableFuture.completedFuture(null);
      } catch (IOException failed) {
        return CompletableFuture.failedFuture(failed);
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      finish();
      closed.complete(status);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      finish();
      closed.completeExceptionally(failure);
    }

    private void finish() {
      try {
        out.close();
      } catch (IOException failed) {
        closed.completeExceptionally(failed);
      }
    }
  }
}
