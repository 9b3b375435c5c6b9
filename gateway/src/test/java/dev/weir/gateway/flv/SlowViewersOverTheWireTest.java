package dev.weir.gateway.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.live.LeakWatch;
import dev.weir.gateway.live.LiveHouse.Encoder;
import dev.weir.gateway.live.Pictures;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ViewerBounds;
import dev.weir.stream.hub.GopLimits;
import dev.weir.stream.hub.StreamConfig;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Viewers who read too slowly, or not at all, over real sockets with small buffers and short
 * bounds. The stream is of 10 groups a second, as far as the machine can.
 */
@Timeout(60)
class SlowViewersOverTheWireTest {

  private static final int PICTURE_BYTES = 20_000;
  private static final int SMALL_BUFFER_BYTES = 4_096;
  private static final Duration STALL = Duration.ofMillis(900);

  private final Pictures pictures = new Pictures(PICTURE_BYTES, 10);
  private final List<FlvTag> start = pictures.start();
  private final List<FlvTag> published = new ArrayList<>();
  private final AtomicBoolean publishing = new AtomicBoolean(true);
  private LeakWatch leaks;
  private FlvServer server;
  private Encoder encoder;

  @BeforeEach
  void open() throws Exception {
    server =
        new FlvServer(
            new StreamConfig(
                GopLimits.defaults(),
                new ViewerBounds(500_000, 2_000_000, STALL),
                FlushRule.onEachVideoFrame()));
    leaks = new LeakWatch();
    encoder = server.house.publish("demo").send(start);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    leaks.close();
  }

  private void sendGroup() {
    List<FlvTag> group = pictures.group();
    published.addAll(group);
    encoder.send(group);
  }

  private CompletableFuture<Void> publishInTheBackground() {
    return CompletableFuture.runAsync(
        () -> {
          while (publishing.get()) {
            sendGroup();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
          }
        },
        Thread::startVirtualThread);
  }

  private void stop(CompletableFuture<Void> background) {
    publishing.set(false);
    background.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void whoNeverReadsIsGoneWhileTheOtherMissesNothing() throws Exception {
    sendGroup();
    try (FlvSocket stalled = FlvSocket.open(server.port(), SMALL_BUFFER_BYTES);
        FlvSocket secret = FlvSocket.openSecure(server.tlsPort());
        FlvSocket fast = FlvSocket.open(server.port())) {
      stalled.ask("GET", "demo", "1.1");
      secret.ask("GET", "demo", "1.1");
      fast.get("demo");
      List<FlvTag> got = new ArrayList<>(fast.tags(3));
      CompletableFuture<Void> background = publishInTheBackground();
      CompletableFuture<List<FlvTag>> reading =
          CompletableFuture.supplyAsync(() -> allOf(fast), Thread::startVirtualThread);
      server.house.awaitFault(FaultCode.VIEWER_TOO_SLOW, 2);
      stop(background);
      encoder.end();
      got.addAll(reading.orTimeout(10, TimeUnit.SECONDS).join());

      List<FlvTag> expected = new ArrayList<>(Pictures.stamped(start, 0));
      expected.addAll(published);
      assertThat(got).containsExactlyElementsOf(expected);
      assertThat(stalled.isGone()).isTrue();
      assertThat(secret.isGone()).isTrue();
      Await.until(() -> server.house.watching() == 0, "nobody is left");
    }
    assertThat(leaks.found()).isEmpty();
  }

  @Test
  void whoReadsSlowlyGetsWholeGroupsWithHolesBetween() throws Exception {
    sendGroup();
    try (FlvSocket slow = FlvSocket.open(server.port(), SMALL_BUFFER_BYTES)) {
      slow.get("demo");
      List<FlvTag> got = new ArrayList<>(slow.tags(3));
      long skips = server.house.streams().slowViewers().skips();
      while (server.house.streams().slowViewers().skips() == skips) {
        sendGroup();
      }
      // What it was sent before the skip, and then live again from a key frame.
      long taken = 0;
      while (taken < 40) {
        List<FlvTag> next = slow.tags(5);
        got.addAll(next);
        taken += next.size();
        sendGroup();
      }
      encoder.end();
      got.addAll(slow.rest());

      List<FlvTag> frames = got.stream().filter(FlvTag::isCodedFrame).toList();
      assertThat(frames).isSubsetOf(published);
      assertHolesEndAtKeyFrames(frames);
      assertThat(frames.size()).isLessThan(published.size());
    }
    assertThat(leaks.found()).isEmpty();
  }

  @Test
  void isCutWithoutReadingWhenItMayNoLongerWatch() throws Exception {
    try (FlvSocket stalled = FlvSocket.open(server.port(), SMALL_BUFFER_BYTES)) {
      stalled.ask("GET", "demo", "1.1");
      Await.until(() -> server.house.watching() == 1, "it watches");
      sendGroup();
      server.house.policies().remove(Rules.OPEN);

      assertThat(stalled.isGone()).isTrue();
      Await.until(() -> server.house.watching() == 0, "it is counted out");
    }
  }

  @Test
  void aStreamThatEndsLetsGoOfWhoDoesNotRead() throws Exception {
    sendGroup();
    try (FlvSocket stalled = FlvSocket.open(server.port(), SMALL_BUFFER_BYTES)) {
      stalled.ask("GET", "demo", "1.1");
      Await.until(() -> server.house.watching() == 1, "it watches");
      for (int i = 0; i < 30; i++) {
        sendGroup();
      }
      encoder.end();
      server.house.awaitFault(FaultCode.VIEWER_TOO_SLOW, 1);

      assertThat(stalled.isGone()).isTrue();
    }
    assertThat(leaks.found()).isEmpty();
  }

  @Test
  void anHttp2ViewerWhoKeepsItsWindowShutIsResetAndItsNeighbourIsNot() throws Exception {
    sendGroup();
    try (Http2 viewers = Http2.roomy()) {
      CompletableFuture<Throwable> reset = new CompletableFuture<>();
      AtomicLong neighbourBytes = new AtomicLong();
      int port = server.tlsPort();
      viewers.get(port, "demo", response -> response.exceptionHandler(reset::complete).pause());
      viewers.get(
          port,
          "demo",
          response -> response.handler(piece -> neighbourBytes.addAndGet(piece.length())));
      Await.until(() -> server.house.watching() == 2, "both watch");
      CompletableFuture<Void> background = publishInTheBackground();

      assertThat(reset.orTimeout(20, TimeUnit.SECONDS).join())
          .isInstanceOf(StreamResetException.class);
      assertThat(server.house.faults().total(FaultCode.VIEWER_TOO_SLOW)).isEqualTo(1);
      long then = neighbourBytes.get();
      Await.until(() -> neighbourBytes.get() > then, "the neighbour goes on");
      stop(background);
      encoder.end();
    }
    Await.until(() -> server.house.watching() == 0, "nobody is left");
    assertThat(leaks.found()).isEmpty();
  }

  private static List<FlvTag> allOf(FlvSocket viewer) {
    try {
      return viewer.rest();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void assertHolesEndAtKeyFrames(List<FlvTag> frames) {
    int at = published.indexOf(frames.getFirst());
    for (FlvTag frame : frames) {
      int found = published.subList(at, published.size()).indexOf(frame) + at;
      assertThat(found == at || frame.isKeyFrame()).as("%s after a hole", frame).isTrue();
      at = found + 1;
    }
  }
}
