package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An encoder dies, and its tenant is told; it comes back, and that is told, too. */
@ExtendWith(SharedWeir.class)
@Tag("long")
@Timeout(240)
class AlarmTest {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int MISSED_AFTER_S = 10;

  @Test
  void aStreamThatGoesAwayIsMissedUntilItIsBack(WeirProcess weir, @TempDir Path folder) {
    Quickstart quickstart = weir.quickstart();
    ControlApi api = new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey"));
    Path file = Source.h264AndAac().draw(folder, "missed", 20);
    try (Running encoder = Encoder.loop(file, quickstart.pushUrl("missed"))) {
      quickstart.awaitLive("missed");
      api.missed("missed", MISSED_AFTER_S);
      assertThat(api.alarms("missed", "RAISED")).isEmpty();
      encoder.process().destroyForcibly();
      await("an alarm").atMost(SOON).until(() -> !api.alarms("missed", "RAISED").isEmpty());
    }
    assertThat(api.alarms("missed", "RAISED")).containsExactly("localhost/live/missed is offline.");
    try (Running _ = Encoder.loop(file, quickstart.pushUrl("missed"))) {
      quickstart.awaitLive("missed");
      await("its end").atMost(SOON).until(() -> api.alarms("missed", "RAISED").isEmpty());
      assertThat(api.alarms("missed", "RESOLVED")).hasSize(1);
    }
  }
}
