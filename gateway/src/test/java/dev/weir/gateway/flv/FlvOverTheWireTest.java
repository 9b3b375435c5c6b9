package dev.weir.gateway.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.live.LiveHouse.Encoder;
import dev.weir.gateway.live.Pictures;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.stream.hub.StreamConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was published is what arrives, tag by tag, on every carrier of FLV. */
@Timeout(60)
class FlvOverTheWireTest {

  private static final List<FlvTag> CLIP = Clip.avcAac().tags();
  private static final List<FlvTag> BEFORE = Clip.avcAac().until(2_500);
  private static final List<FlvTag> AFTER = Clip.avcAac().between(2_500, 6_000);

  private static FlvServer server;
  private Encoder encoder;

  @BeforeAll
  static void start() throws Exception {
    server = new FlvServer(StreamConfig.defaults());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void publish() {
    encoder = server.house.publish("demo").send(BEFORE);
  }

  @AfterEach
  void unpublish() {
    encoder.end();
    Await.until(() -> server.house.stream("demo").isEmpty(), "the stream is over");
    awaitViewers(0);
  }

  /** What a viewer gets who comes after {@link #BEFORE} and stays to the end. */
  private static List<FlvTag> expected() {
    List<FlvTag> configuration =
        CLIP.stream()
            .filter(tag -> tag instanceof FlvTag.ScriptTag || tag.isSequenceStart())
            .toList();
    int key = BEFORE.size() - 1;
    while (!BEFORE.get(key).isKeyFrame()) {
      key--;
    }
    List<FlvTag> script =
        configuration.stream().filter(tag -> tag instanceof FlvTag.ScriptTag).toList();
    List<FlvTag> video =
        configuration.stream().filter(tag -> tag instanceof FlvTag.VideoTag).toList();
    List<FlvTag> audio =
        configuration.stream().filter(tag -> tag instanceof FlvTag.AudioTag).toList();
    List<FlvTag> expected = new ArrayList<>();
    for (List<FlvTag> part : List.of(script, video, audio)) {
      expected.addAll(Pictures.stamped(part.subList(0, 1), BEFORE.get(key).timestampMs()));
    }
    expected.addAll(BEFORE.subList(key, BEFORE.size()));
    expected.addAll(AFTER);
    return expected;
  }

  private void awaitViewers(int count) {
    Await.until(() -> server.house.watching() == count, count + " viewers");
  }

  /** Once the viewer has been let in, and so misses nothing. */
  private List<FlvTag> publishTheRest(List<FlvTag> first) {
    assertThat(first).hasSize(4);
    encoder.send(AFTER);
    encoder.end();
    return first;
  }

  private List<FlvTag> restOf(FlvSocket viewer) throws IOException {
    List<FlvTag> all = new ArrayList<>(publishTheRest(viewer.tags(4)));
    all.addAll(viewer.rest());
    return all;
  }

  @Test
  void overHttp1InChunksAndTheConnectionLivesOn() throws Exception {
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      String head = viewer.get("demo");
      assertThat(head)
          .startsWith("HTTP/1.1 200 OK")
          .containsIgnoringCase("content-type: video/x-flv")
          .containsIgnoringCase("cache-control: no-store");

      assertThat(restOf(viewer)).containsExactlyElementsOf(expected());
      awaitViewers(0);
      assertThat(viewer.get("demo")).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void overTls() throws Exception {
    try (FlvSocket viewer = FlvSocket.openSecure(server.tlsPort())) {
      assertThat(viewer.get("demo")).startsWith("HTTP/1.1 200");

      assertThat(restOf(viewer)).containsExactlyElementsOf(expected());
    }
  }

  @Test
  void overHttp10UntilTheConnectionEnds() throws Exception {
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      String head = viewer.ask("GET", "demo", "1.0").head();
      assertThat(head).startsWith("HTTP/1.0 200").doesNotContainIgnoringCase("chunked");

      assertThat(restOf(viewer)).containsExactlyElementsOf(expected());
    }
  }

  @Test
  void overHttp2() throws Exception {
    try (Http2 viewers = Http2.roomy()) {
      Receiving receiving = new Receiving();
      Future<HttpClientResponse> answer =
          viewers.get(
              server.tlsPort(),
              "demo",
              response -> {
                response.handler(piece -> receiving.take(piece.getBytes()));
                response.endHandler(_ -> receiving.over());
              });
      HttpClientResponse head = answer.await(10, TimeUnit.SECONDS);
      assertThat(head.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(head.getHeader("content-type")).isEqualTo("video/x-flv");
      publishTheRest(receiving.first(4));

      assertThat(receiving.tags()).containsExactlyElementsOf(expected());
      awaitViewers(0);
    }
  }

  @Test
  void overWebSocketOneMessageForEachBatch() throws Exception {
    Vertx vertx = Vertx.vertx();
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(4 << 20).setMaxMessageSize(4 << 20));
    try {
      Receiving receiving = new Receiving();
      client
          .webSocket()
          .binaryMessageHandler(message -> receiving.take(message.getBytes()))
          .closeHandler(_ -> receiving.over())
          .connect(server.port(), "127.0.0.1", "/live/demo.flv")
          .onFailure(receiving::failed);
      publishTheRest(receiving.first(4));

      assertThat(receiving.tags()).containsExactlyElementsOf(expected());
      assertThat(receiving.wholeTagsAlways).isTrue();
      awaitViewers(0);
    } finally {
      client.close().await(5, TimeUnit.SECONDS);
      vertx.close().await(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void headIsTheHeadAlone() throws Exception {
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      assertThat(viewer.ask("HEAD", "demo", "1.1").head())
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-type: video/x-flv");
      assertThat(viewer.ask("HEAD", "demo", "1.1").head()).startsWith("HTTP/1.1 200");
      assertThat(server.house.watching()).isZero();
    }
  }

  @Test
  void theCachedPicturesComeAtOnce() throws Exception {
    try (FlvSocket warm = FlvSocket.open(server.port())) {
      warm.get("demo");
      warm.tags(4);
    }
    long before = System.nanoTime();
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      viewer.get("demo");
      List<FlvTag> first = viewer.tags(4);
      Duration took = Duration.ofNanos(System.nanoTime() - before);

      assertThat(first.getLast().isKeyFrame()).isTrue();
      // The promise is 50 ms to the first byte; a busy machine that builds others gets more.
      assertThat(took).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void aViewerWhoLeavesIsCountedOut() throws Exception {
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      viewer.get("demo");
      awaitViewers(1);
    }
    awaitViewers(0);
  }

  @Test
  void whoMayNoLongerWatchIsCutSoon() throws Exception {
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      viewer.get("demo");
      awaitViewers(1);
      server.house.policies().remove(Rules.OPEN);

      assertThat(viewer.isGone()).isTrue();
    } finally {
      server.house.policies().put(Rules.open());
    }
  }

  @Test
  void aRuleThatChangesCutsWhoWatchesOnEitherCarrier() throws Exception {
    Vertx vertx = Vertx.vertx();
    WebSocketClient client = vertx.createWebSocketClient();
    try (FlvSocket viewer = FlvSocket.open(server.port())) {
      viewer.get("demo");
      CompletableFuture<Void> closed = new CompletableFuture<>();
      client
          .webSocket()
          .closeHandler(_ -> closed.complete(null))
          .connect(server.port(), "127.0.0.1", "/live/demo.flv")
          .onFailure(closed::completeExceptionally);
      awaitViewers(2);
      server.house.policies().put(Rules.open(Rules.withoutLoopback()));

      assertThat(viewer.isGone()).isTrue();
      closed.orTimeout(10, TimeUnit.SECONDS).join();
      server.house.awaitFault(FaultCode.NETWORK_REFUSED, 2);
    } finally {
      server.house.policies().put(Rules.open());
      client.close().await(5, TimeUnit.SECONDS);
      vertx.close().await(5, TimeUnit.SECONDS);
    }
  }

  /** Puts pieces together on a client's event loop. */
  private static final class Receiving {

    private final FlvTagReader reader = new FlvTagReader();
    private final List<FlvTag> tags = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<FlvTag>> all = new CompletableFuture<>();
    volatile boolean wholeTagsAlways = true;

    void take(byte[] piece) {
      tags.addAll(reader.read(ByteSlice.of(piece)));
      wholeTagsAlways &= reader.isBetweenTags();
    }

    void over() {
      all.complete(List.copyOf(tags));
    }

    void failed(Throwable failure) {
      all.completeExceptionally(failure);
    }

    List<FlvTag> first(int count) {
      Await.until(() -> tags.size() >= count, count + " tags");
      return tags.subList(0, count);
    }

    List<FlvTag> tags() {
      return all.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
