package dev.weir.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.NodeReport;
import dev.weir.contract.live.NodeReport.Traffic;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.node.NodeSighting.State;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes tell of themselves through a real Redis. */
@Timeout(60)
class RedisNodesTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = "weir:nodes";

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final RedisNodes nodes = new RedisNodes(bus);

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void whatAProcessSaysIsReadAsItWasSaid() {
    NodeReport said = report("node-1", "b1", Set.of("ingest", "gateway"));
    Soon.of(nodes.report(said));
    NodeSighting seen = Soon.of(nodes.nodes()).getFirst();
    assertThat(seen.report()).isEqualTo(said);
    assertThat(seen.state()).isEqualTo(State.HERE);
    assertThat(seen.age()).isLessThan(NodeSighting.LATE);
  }

  @Test
  void aNewReportReplacesTheOldOneAndLeaveIsTaken() {
    Soon.of(nodes.report(report("node-2", "b1", Set.of("gateway"))));
    Soon.of(nodes.report(report("node-1", "b1", Set.of("ingest"))));
    Soon.of(nodes.report(report("node-2", "b1", Set.of("gateway"))));
    assertThat(names()).containsExactly("node-1/b1", "node-2/b1");
    Soon.of(nodes.end(report("node-1", "b1", Set.of("ingest"))));
    assertThat(names()).containsExactly("node-2/b1");
  }

  @Test
  void aReportGrowsOldAndIsForgottenAfterADay() {
    write("old", Duration.ofSeconds(30));
    write("gone", Duration.ofMinutes(5));
    write("forgotten", Duration.ofHours(25));
    assertThat(Soon.of(nodes.nodes()))
        .extracting(NodeSighting::state)
        .containsExactly(State.GONE, State.LATE);
    Soon.until("forgotten", () -> Soon.of(bus.hgetAll(KEY)).size() == 2);
  }

  @Test
  void whoTakesAPlaceMakesTheOneBeforeForgotten() {
    write("node-1", Duration.ofMinutes(5));
    Soon.of(nodes.report(report("node-1", "b2", Set.of("portal"))));
    assertThat(names()).hasSize(2);
    Soon.of(nodes.report(report("node-1", "b3", Set.of("gateway"))));
    assertThat(names()).containsExactlyInAnyOrder("node-1/b2", "node-1/b3");
  }

  @Test
  void whatCannotBeReadIsPassedOver() {
    Soon.of(bus.hset(KEY, "x", "nothing of ours"));
    Soon.of(bus.hset(KEY, "y", "1 {}"));
    Soon.of(nodes.report(report("node-1", "b1", Set.of("ingest"))));
    assertThat(names()).containsExactly("node-1/b1");
  }

  @Test
  void aThousandProcessesAreToldApartAndNoMore() {
    String text = "1 {}";
    for (int i = 0; i < RedisNodes.MAX_NODES; i++) {
      Soon.of(bus.hset(KEY, "field-" + i, text));
    }
    Soon.of(nodes.report(report("node-1", "b1", Set.of("ingest"))));
    assertThat(Soon.of(bus.hgetAll(KEY))).hasSize(RedisNodes.MAX_NODES);
  }

  @Test
  void aProcessKnowsWhatItTakesOfItsMachine() {
    MachineWatch watch = new MachineWatch(TimeSource.system());
    NodeReport.Machine machine = watch.look(Optional.empty());
    assertThat(machine.processors()).isPositive();
    assertThat(machine.processorShare()).isBetween(0.0, 1.0);
    assertThat(machine.heapBytes()).isPositive().isLessThan(machine.maxHeapBytes());
  }

  /** As somebody said it a while ago. */
  private void write(String node, Duration ago) {
    NodeReport said = report(node, "b1", Set.of("gateway"));
    Soon.of(nodes.report(said));
    String field = node + "/b1";
    String text = Soon.of(bus.hget(KEY, field)).orElseThrow();
    long at = Long.parseLong(text.substring(0, text.indexOf(' '))) - ago.toMillis();
    Soon.of(bus.hset(KEY, field, at + text.substring(text.indexOf(' '))));
  }

  private List<String> names() {
    return Soon.of(nodes.nodes()).stream()
        .map(seen -> seen.report().node() + "/" + seen.report().boot().value())
        .toList();
  }

  private static NodeReport report(String node, String boot, Set<String> roles) {
    return new NodeReport(
        new NodeId(node),
        new BootId(boot),
        "host",
        "1.0",
        roles,
        START,
        new Traffic(2, 1, Map.of(PlayProtocol.HLS, 3), 4_000_000),
        new NodeReport.Machine(2, 0.25, 1_000, 500, 2_000, Optional.of(Duration.ofMillis(2))));
  }
}
