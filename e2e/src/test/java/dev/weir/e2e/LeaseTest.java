package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.Cluster;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  private static final Duration PATIENCE = Duration.ofSeconds(10);


  /** Two seconds is the promise; a machine that does other things as well gets as much again. */
  private static final Duration TWIN_LIMIT = Duration.ofSeconds(4);

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
  void aNameThatIsLiveOnOneNodeIsRefusedOnTheOther() {
    Quickstart first = cluster.quickstart(one);
    try (Running encoder = Encoder.loop(file, first.pushUrl("taken"))) {
      first.awaitLive("taken");
      String url = cluster.quickstart(two).pushUrl("taken");
      try (RawRtmp second = RawRtmp.connect(url)) {
        second.publish(url);
        second.awaitText("NetStream.Publish.BadName", PATIENCE);
      }
      assertThat(encoder.isAlive()).isTrue();
    }
    assertThat(two.metrics().faults("PUBLISH_NAME_TAKEN")).isEqualTo(1);
  }

  @Test
  void aSecondProcessOfOneNodeIdEndsWithOneClearLine() {
    WeirProcess twin = cluster.launch("one", "ingest,gateway", Map.of());
    assertThat(twin.awaitEnd(TWIN_LIMIT)).isEqualTo(1);
    assertThat(twin.console().lines().filter(line -> !line.contains(" INFO ")))
        .singleElement()
        .asString()
        .contains("node 'one'", "--node.id=NAME");
    assertThat(one.handle().isAlive()).isTrue();
  }
}
