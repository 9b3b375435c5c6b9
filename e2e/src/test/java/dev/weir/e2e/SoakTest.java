package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Memory;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.HlsViewer;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten minutes of an ordinary evening: viewers come and go, one encoder keeps leaving and coming
 * back, HLS players download, and at the end the server is as large as it was after two minutes.
 */
@Tag("long")
@Alone
@Timeout(15 * 60)
class SoakTest {

  private static final Duration WARMING = Duration.ofMinutes(2);
  private static final Duration EVENING = Duration.ofMinutes(10);
  private static final Duration TURN = Duration.ofSeconds(2);
  private static final Duration PUBLICATION = Duration.ofSeconds(20);
  private static final int AT_ONCE = 100;
  private static final int HLS_PLAYERS = 10;
  private static final int NEW_PER_TURN = 10;

  /** A hundred comings and goings, and as many publications, leave nothing that is alive. */
  private static final long MORE_HEAP_BYTES = 12L << 20;

  private static final long MORE_RESIDENT_BYTES = 48L << 20;

  @TempDir private Path folder;

  private final Deque<FlvViewer> viewers = new ArrayDeque<>();
  private final ExecutorService players = Executors.newVirtualThreadPerTaskExecutor();
  private WeirProcess weir;
  private Running steady;
  private Running restless;

  @AfterEach
  void stop() throws InterruptedException {
    players.shutdownNow();
    viewers.forEach(FlvViewer::close);
    for (Running encoder : new Running[] {steady, restless}) {
      if (encoder != null) {
        encoder.close();
      }
    }
    weir.close();
    assertThat(players.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nothingGrowsOverTenMinutes() throws Exception {
    weir = WeirProcess.start(folder.resolve("data"));
    Quickstart quickstart = weir.quickstart();
    Path file = Source.h264AndAac().at(500).draw(folder, "soak", 40);
    steady = Encoder.loop(file, quickstart.pushUrl("steady"));
    restless = Encoder.loop(file, quickstart.pushUrl("restless"));
    quickstart.awaitLive("steady");
    long begin = System.nanoTime();
    Future<?> hls = null;
    for (int i = 0; i < HLS_PLAYERS; i++) {
      hls = players.submit(() -> HlsViewer.open(quickstart.playUrl("steady.m3u8")).plays(EVENING));
    }
    evening(quickstart, file, begin, WARMING);
    final Memory early = Memory.of(weir.handle());
    evening(quickstart, file, begin, EVENING);
    final Memory late = Memory.of(weir.handle());

    System.out.printf("memory after %s: %s; after %s: %s%n", WARMING, early, EVENING, late);
    assertThat(late.heapBytes())
        .as("live heap, bytes, after %s", early)
        .isLessThan(early.heapBytes() + MORE_HEAP_BYTES);
    assertThat(late.residentBytes())
        .as("resident memory, bytes, after %s", early)
        .isLessThan(early.residentBytes() + MORE_RESIDENT_BYTES);
    assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.failure()).isEmpty());
    assertThat(steady.isAlive()).isTrue();
    hls.get(1, TimeUnit.MINUTES);
  }

  /** Viewers come and the oldest leave, until {@code until} has passed since {@code begin}. */
  private void evening(Quickstart quickstart, Path file, long begin, Duration until) {
    long publishedAt = System.nanoTime();
    while (System.nanoTime() - begin < until.toNanos()) {
      for (int i = 0; i < NEW_PER_TURN; i++) {
        viewers.add(FlvViewer.open(quickstart.playUrl("steady.flv"), tag -> {}));
      }
      while (viewers.size() > AT_ONCE) {
        viewers.remove().close();
      }
      if (System.nanoTime() - publishedAt > PUBLICATION.toNanos()) {
        restless.close();
        restless = Encoder.loop(file, quickstart.pushUrl("restless"));
        publishedAt = System.nanoTime();
      }
      await("the next turn").pollDelay(TURN).atMost(TURN.multipliedBy(5)).until(() -> true);
    }
  }
}
