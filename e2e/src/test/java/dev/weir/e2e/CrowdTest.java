package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Memory;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two dozen encoders and two hundred viewers of one stream, for two minutes, or forty seconds where
 * time is short.
 *
 * <p>Each viewer reads and checks every tag. What a tag holds is compared among all viewers, so
 * that a tag that was lost, repeated or damaged for one of them is found. This class has a Weir of
 * its own, and nothing else runs beside it.
 */
@Alone
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(360)
class CrowdTest {

  private static final int ENCODERS = 24;
  private static final int VIEWERS = 200;
  private static final Duration WARMING = Watch.forAsLongAs(Duration.ofSeconds(30));
  private static final Duration WATCHING = Watch.forAsLongAs(Duration.ofMinutes(2));
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int GOP_MS = 2000;
  private static final int FRAME_MS = 40;
  private static final int BITRATE_KBIT = 500;

  /**
   * How large a heap is says nothing about leaks: this one is resident as a whole from the start.
   */
  private static final Map<String, String> FIXED_HEAP =
      Map.of("JAVA_TOOL_OPTIONS", "-Xms1g -XX:+AlwaysPreTouch");

  /** What allocator, code cache and stacks may still take. */
  private static final long MORE_RESIDENT_BYTES = 128L << 20;

  /** What is alive tells a leak: 200 viewers and 24 streams for 90 s would leave far more. */
  private static final long MORE_HEAP_BYTES = 24L << 20;

  private Path folder;

  private final List<Running> encoders = new ArrayList<>();
  private final List<Spectator> spectators = new ArrayList<>();
  private final Map<Long, Long> checksums = new ConcurrentHashMap<>();
  private WeirProcess weir;
  private Memory early;
  private Memory late;

  @BeforeAll
  void pushAndWatch(@TempDir Path temporary) {
    folder = temporary;
    weir = WeirProcess.start(folder.resolve("data"), FIXED_HEAP);
    Quickstart quickstart = weir.quickstart();
    Path file = Source.h264AndAac().at(BITRATE_KBIT).draw(folder, "crowd", 40);
    for (int i = 0; i < ENCODERS; i++) {
      encoders.add(Encoder.loop(file, quickstart.pushUrl("crowd" + i)));
    }
    quickstart.awaitLive("crowd" + (ENCODERS - 1));
    quickstart.awaitLive("crowd0");
    for (int i = 0; i < VIEWERS; i++) {
      Spectator spectator = new Spectator(checksums);
      spectator.viewer = FlvViewer.open(quickstart.playUrl("crowd0.flv"), spectator);
      spectators.add(spectator);
    }
    await("all viewers have a picture")
        .atMost(START_LIMIT)
        .until(() -> spectators.stream().allMatch(spectator -> spectator.pictures > 0));
    await("a warm server").pollDelay(WARMING).atMost(WARMING.multipliedBy(2)).until(() -> true);
    early = Memory.of(weir.handle());
    Duration rest = WATCHING.minus(WARMING);
    await("the rest of the time").pollDelay(rest).atMost(rest.multipliedBy(2)).until(() -> true);
    late = Memory.of(weir.handle());
    spectators.forEach(Spectator::leave);
  }

  @AfterAll
  void stop() {
    spectators.forEach(Spectator::leave);
    encoders.forEach(Running::close);
    weir.close();
  }

  @Test
  void allEncodersStayConnected() {
    assertThat(encoders).allMatch(Running::isAlive);
  }

  @Test
  void noViewerWaitsLongerThanAGroupOfPictures() {
    assertThat(spectators)
        .as(weir::consoleTail)
        .allSatisfy(spectator -> assertThat(spectator.longestSilenceMs).isLessThan(GOP_MS));
  }

  @Test
  void noViewerMissesATag() {
    assertThat(spectators)
        .allSatisfy(spectator -> {
          assertThat(spectator.viewer.failure()).isEmpty();
          assertThat(spectator.longestStepMs).isBetween(1, 2 * FRAME_MS);
          assertThat(spectator.backwards).as("tags with an earlier time").isZero();
          assertThat(spectator.damaged).as("tags unlike those of other viewers").isZero();
          assertThat(spectator.pictures)
              .isGreaterThan((int) (WATCHING.toMillis() / FRAME_MS * 95 / 100));
        });
  }

  @Test
  void memoryStaysLevel() {
    System.out.printf(
        "memory after %d s: %s; after %d s: %s%n",
        WARMING.toSeconds(), early, WATCHING.toSeconds(), late);
    assertThat(late.residentBytes())
        .as("resident memory, bytes, after %s", early)
        .isLessThan(early.residentBytes() + MORE_RESIDENT_BYTES);
    assertThat(late.heapBytes())
        .as("live heap, bytes, after %s", early)
        .isLessThan(early.heapBytes() + MORE_HEAP_BYTES);
  }

  /** One viewer's notes; written by the viewer's thread, read when it has left. */
  private static final class Spectator implements Consumer<Tag> {

    private final Map<Long, Long> checksums;
    private final Map<Integer, Integer> lastMsByType = new HashMap<>();

    private FlvViewer viewer;
    private volatile int pictures;
    private long longestSilenceMs;
    private int longestStepMs;
    private int backwards;
    private int damaged;
    private long lastNanos;
    private int lastMs;

    Spectator(Map<Long, Long> checksums) {
      this.checksums = checksums;
    }

    @Override
    public void accept(Tag tag) {
      if (!tag.frame()) {
        return;
      }
      if (tag.type() == Tag.VIDEO) {
        notePicture(tag);
      }
      backwards += tag.timestampMs() < lastMs ? 1 : 0;
      lastMs = tag.timestampMs();
      Integer before = lastMsByType.put(tag.type(), tag.timestampMs());
      int stepMs = before == null ? 0 : tag.timestampMs() - before;
      longestStepMs = Math.max(longestStepMs, stepMs);
      long key = (long) tag.type() << 32 | tag.timestampMs();
      Long others = checksums.putIfAbsent(key, tag.checksum());
      damaged += others != null && others != tag.checksum() ? 1 : 0;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void notePicture(Tag tag) {
      if (pictures > 0) {
        long silenceMs = (tag.arrivedNanos() - lastNanos) / 1_000_000;
        longestSilenceMs = Math.max(longestSilenceMs, silenceMs);
      }
      lastNanos = tag.arrivedNanos();
      pictures++;
    }

    void leave() {
      viewer.close();
    }

    @Override
    public String toString() {
      return "pictures=%d silence=%d ms step=%d ms backwards=%d damaged=%d %s"
          .formatted(
              pictures, longestSilenceMs, longestStepMs, backwards, damaged, viewer.failure());
    }
  }
}
