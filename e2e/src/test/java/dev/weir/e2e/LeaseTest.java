package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Cluster;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that ingest, one Redis between them: each name has one owner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LeaseTest {

  private Cluster cluster;
  private WeirProcess one;
  private WeirProcess two;
  private Path file;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = Cluster.start(folder);
    one = cluster.node("one", "ingest,gateway");
    two = cluster.node("two", "ingest,gateway");
    file = Source.h264AndAac().draw(folder, "lease", 60);
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void everyNodeIngestsWhatIsPushedToIt() {
    Quickstart first = cluster.quickstart(one);
    Quickstart second = cluster.quickstart(two);
    try (Running _ = Encoder.loop(file, first.pushUrl("a"));
        Running _ = Encoder.loop(file, second.pushUrl("b"))) {
      first.awaitLive("a");
      second.awaitLive("b");
    }
    assertThat(one.console()).doesNotContain("ERROR");
  }
}
