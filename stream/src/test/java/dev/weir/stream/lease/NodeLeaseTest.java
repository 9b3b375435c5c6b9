package dev.weir.stream.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One process per node id. */
@Timeout(30)
class NodeLeaseTest {

  private final Cell cell = new Cell();
  private final List<NodeTwinException> twins = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    cell.close();
  }

  private Future<NodeLease> take(RedisBus bus, String node, String boot) {
    return NodeLease.take(cell.vertx, bus, new NodeId(node), new BootId(boot), twins::add);
  }

  @Test
  void aTwinIsToldSoWithinTwoSeconds() {
    Cell.get(take(cell.bus(), "edge", "first"));
    Cell.get(take(cell.bus(), "other", "second"));
    long begun = System.nanoTime();
    assertThatThrownBy(() -> Cell.get(take(cell.bus(), "edge", "third")))
        .isInstanceOf(NodeTwinException.class)
        .hasMessageContaining("'edge'")
        .hasMessageContaining("first")
        .hasMessageContaining("--node.id");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    assertThat(twins).isEmpty();
  }

  @Test
  void aNodeThatIsGoneIsReplacedAtOnce() {
    RedisBus dying = cell.bus();
    Cell.get(take(dying, "edge", "first"));
    Cell.get(dying.close());
    Cell.get(take(cell.bus(), "edge", "second"));
    assertThat(Cell.get(cell.bus.get(LeaseKeys.node(new NodeId("edge"))))).contains("second");
  }

  @Test
  void aNodeStartsWithoutRedisAndLearnsOfItsTwinLater() {
    cell.redis.stop();
    Cell.get(take(cell.bus(), "edge", "first"));
    Cell.get(take(cell.bus(), "edge", "second"));
    assertThat(twins).isEmpty();

    cell.redis.startAgain();
    Cell.until("told", () -> !twins.isEmpty());
  }
}
