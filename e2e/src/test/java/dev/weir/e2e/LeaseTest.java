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

  private static final String STARTED = "NetStream.Publish.Start";
  private static final String REFUSED = "NetStream.Publish.BadName";

  /** From a node's death until its encoder publishes on another one. */
  private static final Duration FAILOVER = Duration.ofSeconds(2);

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
      publish(two, "taken", REFUSED).close();
      assertThat(encoder.isAlive()).isTrue();
    }
    assertThat(two.metrics().faults("PUBLISH_NAME_TAKEN")).isPositive();
  }

  @Test
  void aKilledNodesStreamIsTakenByTheOtherAndStaysThere() {
    WeirProcess third = cluster.node("third", "ingest");
    try (RawRtmp _ = publish(third, "moves", STARTED);
        RawRtmp _ = publish(third, "stays", STARTED)) {
      third.kill();
    }
    try (RawRtmp _ = publish(two, "moves", STARTED)) {
      third = cluster.again(third);
      try (RawRtmp _ = publish(third, "stays", STARTED);
          RawRtmp _ = publish(third, "moves", REFUSED)) {
        assertThat(two.metrics().sum("weir_lease_taken_total", "")).isPositive();
        assertThat(two.metrics().sum("weir_lease_lost_total", "")).isZero();
      }
    }
  }

  /** Asks once, and expects the answer within the time in which an encoder is let in elsewhere. */
  private RawRtmp publish(WeirProcess node, String stream, String answer) {
    String url = cluster.quickstart(node).pushUrl(stream);
    RawRtmp encoder = RawRtmp.connect(url);
    encoder.publish(url);
    encoder.awaitText(answer, FAILOVER);
    return encoder;
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
