package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.Continuity;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.HlsViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes away and comes back, and who must not notice. This class has a Weir of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(150)
class RecoveryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration RECONNECT_WINDOW = Duration.ofSeconds(10);
  private static final Duration OUTAGE = Duration.ofSeconds(12);
  private static final int FRAME_MS = 40;

  private Path folder;

  private WeirProcess weir;
  private Quickstart quickstart;
  private Path file;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    weir = WeirProcess.start(folder.resolve("data"));
    quickstart = weir.quickstart();
    file = Source.h264AndAac().draw(folder, "recovery", 60);
  }

  @AfterAll
  void stop() {
    weir.close();
  }

  private static void plays(FlvViewer viewer, Duration time) {
    long from = System.nanoTime();
    viewer.await(
        tag -> tag.frame() && tag.arrivedNanos() - from > time.toNanos(), time.plus(PATIENCE));
  }

  @Test
  void viewersKeepTheirConnectionWhileTheEncoderReconnects() {
    FlvViewer viewer;
    int lastBefore;
    try (Running first = Encoder.loop(file, quickstart.pushUrl("flap"))) {
      quickstart.awaitLive("flap");
      viewer = FlvViewer.open(quickstart.playUrl("flap.flv"));
      plays(viewer, Duration.ofSeconds(2));
      first.kill();
      lastBefore = viewer.frames(Tag.VIDEO).getLast().timestampMs();
    }
    await("a pause").pollDelay(Duration.ofSeconds(3)).until(() -> true);
    try (Running second = Encoder.loop(file, quickstart.pushUrl("flap"))) {
      plays(viewer, Duration.ofSeconds(4));
      second.kill();
      List<Tag> pictures = viewer.frames(Tag.VIDEO);
      Tag resumed =
          pictures.stream()
              .filter(tag -> tag.timestampMs() > lastBefore + FRAME_MS)
              .findFirst()
              .orElseThrow();
      assertThat(resumed.keyFrame()).as("goes on with a key frame: %s", resumed).isTrue();
      Continuity.timestampsGrow(pictures);
      Continuity.timestampsGrow(viewer.frames(Tag.AUDIO));
      assertThat(viewer.ended()).isFalse();
      viewer.awaitEnd(RECONNECT_WINDOW.plus(PATIENCE));
      assertThat(viewer.ended()).as("ends cleanly after the window: %s", viewer).isTrue();
    } finally {
      viewer.close();
    }
  }

  @Test
  void aSecondPublisherIsRefusedAndTheFirstUndisturbed() {
    try (Running first = Encoder.loop(file, quickstart.pushUrl("taken"))) {
      quickstart.awaitLive("taken");
      try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl("taken.flv"))) {
        plays(viewer, Duration.ofSeconds(1));
        String url = quickstart.pushUrl("taken");
        try (RawRtmp second = RawRtmp.connect(url)) {
          second.publish(url);
          second.awaitText("NetStream.Publish.BadName", PATIENCE);
        }
        plays(viewer, Duration.ofSeconds(2));
        Continuity.holds(viewer);
      }
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  void streamsPlayOnWithoutRedisAndPostgres() {
    try (Running encoder = Encoder.loop(file, quickstart.pushUrl("alone"))) {
      quickstart.awaitLive("alone");
      try (FlvViewer before = FlvViewer.open(quickstart.playUrl("alone.flv"))) {
        HlsViewer hls = HlsViewer.open(quickstart.playUrl("alone.m3u8"));
        plays(before, Duration.ofSeconds(1));
        weir.handle()
            .descendants()
            .filter(RecoveryTest::isADatabase)
            .forEach(ProcessHandle::destroyForcibly);
        hls.plays(OUTAGE);
        try (FlvViewer after = FlvViewer.open(quickstart.playUrl("alone.flv"))) {
          plays(after, Duration.ofSeconds(1));
        }
        Continuity.holds(before);
      }
      try (Running another = Encoder.loop(file, quickstart.pushUrl("another"))) {
        quickstart.awaitLive("another");
        assertThat(another.isAlive()).isTrue();
      }
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  private static boolean isADatabase(ProcessHandle process) {
    String command = process.info().commandLine().orElse("");
    return command.contains("postgres") || command.contains("redis-server");
  }
}
