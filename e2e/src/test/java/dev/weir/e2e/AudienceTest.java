package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody watches, and the tenant sees it: within seconds, and minute by minute. */
@ExtendWith(SharedWeir.class)
@Timeout(180)
class AudienceTest {

  private static final Duration SECONDS = Duration.ofSeconds(30);
  private static final Duration MINUTES = Duration.ofMinutes(2);

  @Test
  void withinSecondsItIsSeen(WeirProcess weir, @TempDir Path folder) {
    Quickstart quickstart = weir.quickstart();
    ControlApi api = new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey"));
    Path file = Source.h264AndAac().draw(folder, "seen", 20);
    try (Running _ = Encoder.loop(file, quickstart.pushUrl("seen"))) {
      quickstart.awaitLive("seen");
      try (FlvViewer _ = FlvViewer.open(quickstart.playUrl("seen.flv"))) {
        await("a moment with a viewer who takes something")
            .atMost(SECONDS)
            .until(() ->
                api.mostOfLastMoments("viewers") > 0
                    && api.mostOfLastMoments("bytes") > 0
                    && api.mostOfLastMoments("requests") > 0);
      }
    }
  }

  @Test
  @Tag("long")
  void minuteByMinuteItIsKept(WeirProcess weir, @TempDir Path folder) {
    Quickstart quickstart = weir.quickstart();
    ControlApi api = new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey"));
    Path file = Source.h264AndAac().draw(folder, "kept", 20);
    try (Running _ = Encoder.loop(file, quickstart.pushUrl("kept"))) {
      quickstart.awaitLive("kept");
      try (FlvViewer _ = FlvViewer.open(quickstart.playUrl("kept.flv"))) {
        await("a minute of the stream")
            .atMost(MINUTES)
            .until(() -> api.watched("kept", "plays") > 0);
      }
      assertThat(api.watched("kept", "bytes")).isPositive();
      assertThat(api.watched("kept", "viewerMs")).isPositive();
      assertThat(api.watched("kept", "mostViewers")).isEqualTo(1);
    }
  }
}
