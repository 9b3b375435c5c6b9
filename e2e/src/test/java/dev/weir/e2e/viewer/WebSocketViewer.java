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
public final class WebSocketViewer {

  private static final Duration OPENING_LIMIT = Duration.ofSeconds(10);

  private WebSocketViewer() {}

  /** Records until the server closes, and gives the status code of its close frame. */
  public static CompletableFuture<Integer> record(URI uri, Path file) {
    try {
      FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Recorder recorder = new Recorder(out, new CompletableFuture<>());
      HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .buildAsync(URI.create(uri.toString().replaceFirst("^http", "ws")), recorder)
          .get(OPENING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return recorder.closed();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (ExecutionException | TimeoutException refused) {
      throw new IllegalStateException("the WebSocket did not open", refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
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
