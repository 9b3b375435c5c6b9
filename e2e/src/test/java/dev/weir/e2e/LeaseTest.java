package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that ingest, one Redis between them: each name has one owner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
@Alone
class LeaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String STARTED = "NetStream.Publish.Start";
  private static final String REFUSED = "NetStream.Publish.BadName";

  /** From a node's death until its encoder publishes on another one; two seconds on a free core. */
  private static final Duration FAILOVER = Duration.ofSeconds(6);

  /** Two seconds is the promise, most of which a Java process takes to start; tests share cores. */
  private static final Duration TWIN_LIMIT = Duration.ofSeconds(60);

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
    await("the refusal is counted")
        .atMost(PATIENCE)
        .until(() -> two.metrics().faults("PUBLISH_NAME_TAKEN") > 0);
  }

  @Test
  void aKilledNodesStreamIsTakenByTheOtherAndStaysThere() {
    WeirProcess third = cluster.node("third", "ingest");
    try (RawRtmp _ = publish(third, "moves", STARTED);
        RawRtmp _ = publish(third, "stays", STARTED)) {
      third.kill();
    }
    try (RawRtmp _ = publishUntilLetIn(two, "moves")) {
      third = cluster.again(third);
      try (RawRtmp _ = publish(third, "stays", STARTED);
          RawRtmp _ = publish(third, "moves", REFUSED)) {
        assertThat(two.metrics().sum("weir_lease_taken_total", "")).isPositive();
        assertThat(two.metrics().sum("weir_lease_lost_total", "")).isZero();
      }
    }
  }

  /** As an encoder does: again and again. */
  private RawRtmp publishUntilLetIn(WeirProcess node, String stream) {
    AtomicReference<RawRtmp> letIn = new AtomicReference<>();
    await(stream + " is let in")
        .atMost(FAILOVER)
        .until(() -> {
          RawRtmp encoder = ask(node, stream);
          boolean started = encoder.text().contains(STARTED);
          if (started) {
            letIn.set(encoder);
          } else {
            encoder.close();
          }
          return started;
        });
    return letIn.get();
  }

  private RawRtmp publish(WeirProcess node, String stream, String answer) {
    RawRtmp encoder = ask(node, stream);
    assertThat(encoder.text()).contains(answer);
    return encoder;
  }

  /** Asks once, and waits for the answer. */
  private RawRtmp ask(WeirProcess node, String stream) {
    String url = cluster.quickstart(node).pushUrl(stream);
    RawRtmp encoder = RawRtmp.connect(url);
    encoder.publish(url);
    encoder.awaitText("NetStream.Publish.", PATIENCE);
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
