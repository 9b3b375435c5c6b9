package dev.weir.gateway.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.live.LiveHouse.Encoder;
import dev.weir.gateway.live.Pictures;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ViewerBounds;
import dev.weir.stream.hub.GopLimits;
import dev.weir.stream.hub.StreamConfig;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers of FLV receive is what is counted, by whatever wire, and however it ends. */
@Timeout(60)
class MeteredViewersTest {

  private static final int PICTURE_BYTES = 20_000;
  private static final int FLV_HEADER_BYTES = 13;
  private static final int RECEIVE_BYTES = 64 << 10;
  private static final long MOST_NOT_RECEIVED = 512 << 10;
  private static final long CANCEL = 0x8;

  private final Pictures pictures = new Pictures(PICTURE_BYTES, 10);
  private FlvServer server;
  private Encoder encoder;

  @BeforeEach
  void open() throws Exception {
    server =
        new FlvServer(
            new StreamConfig(
                GopLimits.defaults(),
                new ViewerBounds(4_000_000, 8_000_000, Duration.ofSeconds(30)),
                FlushRule.onEachVideoFrame()));
    encoder = server.house.publish("demo").send(pictures.start()).send(pictures.group());
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private long counted(String detail) {
    return server.house.meters().byDetail().getOrDefault(detail, 0L);
  }

  private void awaitCounted(String detail, long bytes) {
    Await.until(() -> counted(detail) == bytes, () -> counted(detail) + " are " + bytes);
  }

  private static long bytes(List<FlvTag> tags) {
    return FLV_HEADER_BYTES + tags.stream().mapToLong(FlvTagWriter::sizeBytes).sum();
  }

  private void sendMore() {
    for (int i = 0; i < 5; i++) {
      encoder.send(pictures.group());
    }
  }

  @Test
  void whoSeesTheEndIsCountedToTheByte() throws Exception {
    try (FlvSocket chunked = FlvSocket.open(server.port());
        FlvSocket untilClosed = FlvSocket.open(server.port());
        FlvSocket secure = FlvSocket.openSecure(server.tlsPort())) {
      long received = 0;
      chunked.get("demo");
      untilClosed.ask("GET", "demo", "1.0").head();
      secure.get("demo");
      Await.until(() -> server.house.watching() == 3, "all watch");
      sendMore();
      encoder.end();
      for (FlvSocket viewer : List.of(chunked, untilClosed, secure)) {
        received += bytes(viewer.rest());
      }
      awaitCounted("FLV", received);
    }
  }

  /** Two audio frames of a few bytes in each batch: framing is as large as what it frames. */
  @Test
  void framingIsNotCounted() throws Exception {
    List<FlvTag> got = new ArrayList<>();
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      viewer.get("demo");
      got.addAll(viewer.tags(22));
      for (int i = 0; i < 50; i++) {
        encoder.send(new Pictures(5, 1).group());
      }
      encoder.end();
      got.addAll(viewer.rest());
    }
    awaitCounted("FLV", bytes(got));
  }

  @Test
  void aWebSocketIsCountedByItsPayload() throws Exception {
    AtomicLong received = new AtomicLong();
    CompletableFuture<Void> over = new CompletableFuture<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + server.port() + "/live/demo.flv"),
                  new Listening(received, over))
              .get(10, TimeUnit.SECONDS);
      Await.until(() -> server.house.watching() == 1, "it watches");
      sendMore();
      encoder.end();
      over.get(20, TimeUnit.SECONDS);
      socket.abort();
    }
    awaitCounted("WS_FLV", received.get());
  }

  @Test
  void http2IsCountedByItsData() throws Exception {
    AtomicLong received = new AtomicLong();
    CompletableFuture<Void> over = new CompletableFuture<>();
    try (Http2 viewers = Http2.roomy()) {
      viewers.get(
          server.tlsPort(),
          "demo",
          response ->
              response
                  .handler(piece -> received.addAndGet(piece.length()))
                  .endHandler(_ -> over.complete(null)));
      Await.until(() -> server.house.watching() == 1, "it watches");
      sendMore();
      encoder.end();
      over.get(20, TimeUnit.SECONDS);
    }
    awaitCounted("FLV", received.get());
  }

  /** It stops to read in the middle, and is gone: by itself, or with its connection. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoIsCutOffOverHttp2IsCountedForWhatItReceived(boolean withItsConnection) throws Exception {
    AtomicLong received = new AtomicLong();
    CompletableFuture<HttpClientResponse> watching = new CompletableFuture<>();
    try (Http2 viewers = Http2.roomy()) {
      viewers.get(
          server.tlsPort(),
          "demo",
          response -> {
            response.handler(piece -> received.addAndGet(piece.length()));
            watching.complete(response);
          });
      Await.until(() -> received.get() > 0, "it has begun");
      for (int i = 0; i < 20; i++) {
        encoder.send(pictures.group());
      }
      HttpClientRequest request = watching.get(10, TimeUnit.SECONDS).request();
      if (withItsConnection) {
        request.connection().close();
      } else {
        request.reset(CANCEL);
      }
      Await.until(() -> server.house.watching() == 0, "it is gone");
    }
    Await.until(() -> counted("FLV") >= received.get(), "what it received is counted");
    assertThat(counted("FLV")).isBetween(received.get(), received.get() + MOST_NOT_RECEIVED);
  }

  /** It reads some, then nothing, and is gone without a word while much waits for it. */
  @Test
  void whoIsCutOffIsCountedForLittleMoreThanItReceived() throws Exception {
    long received;
    try (FlvSocket viewer = FlvSocket.open(server.port(), RECEIVE_BYTES)) {
      viewer.get("demo");
      received = bytes(viewer.tags(15));
      sendMore();
      Await.until(() -> counted("FLV") > received, "more was taken than was read");
    }
    Await.until(() -> server.house.watching() == 0, "it is gone");
    assertThat(counted("FLV")).isBetween(received, received + MOST_NOT_RECEIVED);
  }

  /** The other side of a cut: what waits in the server was not delivered. */
  @Test
  void whoNeverReadsIsCountedForWhatTheKernelsHold() throws Exception {
    try (FlvSocket viewer = FlvSocket.open(server.port(), RECEIVE_BYTES)) {
      viewer.ask("GET", "demo", "1.1");
      Await.until(() -> server.house.watching() == 1, "it watches");
      for (int i = 0; i < 4; i++) {
        sendMore();
      }
      server.house.policies().remove(Rules.OPEN);
      Await.until(() -> server.house.watching() == 0, "it is cut");
    }
    assertThat(counted("FLV")).isBetween(1L, MOST_NOT_RECEIVED);
  }

  /** Counts what comes. */
  private record Listening(AtomicLong received, CompletableFuture<Void> over)
      implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      received.addAndGet(data.remaining());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      over.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      over.completeExceptionally(new IOException(failure));
    }
  }
}
