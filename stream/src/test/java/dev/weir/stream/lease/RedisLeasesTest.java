package dev.weir.stream.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.hub.StreamKind;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes want one name: who gets it, by what the other one says. */
@Timeout(60)
class RedisLeasesTest {

  private static Cell cell;
  private static Node one;
  private static Node two;

  @BeforeAll
  static void open() {
    cell = new Cell();
    one = cell.node("one");
    two = cell.node("two");
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  private static void assertTaken(ThrowingCallable publish) {
    assertThatThrownBy(publish)
        .isInstanceOfSatisfying(
            WeirFault.class,
            refused -> assertThat(refused.code()).isEqualTo(FaultCode.PUBLISH_NAME_TAKEN));
  }

  @Test
  void everyNodeFindsTheOwner() {
    StreamAddress stream = Cell.address("found");
    assertThat(Cell.get(two.leases.owner(stream))).isEmpty();
    one.publish(stream);

    StreamLease lease = Cell.get(two.leases.owner(stream)).orElseThrow();
    assertThat(lease).isEqualTo(one.self.lease(stream, lease.fence()));
    assertThat(lease.fence()).isPositive();
  }

  @Test
  void aLiveNameIsRefusedOnAnotherNode() {
    StreamAddress stream = Cell.address("live");
    Node.Encoder first = one.publish(stream);
    assertTaken(() -> two.publish(stream));

    assertThat(first.wasCut).isEmpty();
    assertThat(cell.holds(one, stream)).isTrue();
    assertThat(two.streams.find(stream)).isEmpty();
  }

  @Test
  void aLiveNameIsTakenOverWhereThatIsAllowed() {
    StreamAddress stream = Cell.address("takeover");
    Node.Encoder first = one.publish(stream);
    long fence = cell.lease(stream).orElseThrow().fence();
    two.takeOver(stream);

    Cell.until("the first is cut", () -> first.wasCut.isPresent());
    assertThat(first.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
    Cell.until("the stream is over there", () -> one.streams.find(stream).isEmpty());
    StreamLease lease = cell.lease(stream).orElseThrow();
    assertThat(lease.node()).isEqualTo(two.self.node());
    assertThat(lease.fence()).isGreaterThan(fence);
    assertThat(two.live(stream)).isTrue();
  }

  @Test
  void aStreamThatWaitsForItsEncoderGoesWhereTheEncoderGoes() {
    StreamAddress stream = Cell.address("roaming");
    one.publish(stream).leave();
    assertThat(one.owner.state(stream)).isEqualTo(OwnerState.INTERRUPTED);
    two.publish(stream);

    Cell.until("over on the first node", () -> one.streams.find(stream).isEmpty());
    assertThat(cell.holds(two, stream)).isTrue();
    assertTaken(() -> one.publish(stream));
  }

  @Test
  void aStreamThatWaitsKeepsItsLeaseAndItsEncoderComesBack() {
    StreamAddress stream = Cell.address("returning");
    one.publish(stream).leave();
    assertThat(cell.holds(one, stream)).isTrue();
    Node.Encoder back = one.publish(stream);

    assertThat(cell.holds(one, stream)).isTrue();
    assertTaken(() -> two.publish(stream));
    assertThat(back.wasCut).isEmpty();
  }

  @Test
  void theEndOfAStreamIsTheEndOfItsLease() {
    StreamAddress stream = Cell.address("ending");
    Cell.get(one.asks(stream, false, Duration.ZERO)).leave();

    Cell.until("released", () -> cell.lease(stream).isEmpty());
    two.publish(stream);
    assertThat(cell.holds(two, stream)).isTrue();
  }

  @Test
  void aPublisherThatIsRefusedHereLeavesNoLeaseBehind() {
    StreamAddress stream = Cell.address("unwanted");
    StreamClaim claim = Cell.get(one.leases.claim(stream, false, LeaseScripts.UNLIMITED));
    assertThat(one.owner.state(stream)).isEqualTo(OwnerState.LIVE);
    claim.close();

    assertThat(one.owner.state(stream)).isEqualTo(OwnerState.UNKNOWN_STREAM);
    Cell.until("released", () -> cell.lease(stream).isEmpty());
  }

  @Test
  void whatADeadNodeHeldIsTakenAtOnce() {
    StreamAddress stream = Cell.address("orphan");
    Node third = cell.node("third");
    third.publish(stream);
    third.die();

    two.publish(stream);
    assertThat(cell.holds(two, stream)).isTrue();
    try (Metrics metrics = new Metrics()) {
      two.leases.show(metrics);
      assertThat(metrics.scrape()).containsPattern("weir_lease_taken_total [1-9]");
    }
  }

  @Test
  void whatASilentNodeHoldsIsRefusedUntilItRunsOut() {
    StreamAddress stream = Cell.address("silent");
    Node frozen = cell.node("frozen");
    frozen.publish(stream);
    frozen.die();
    cell.answers("frozen", lease -> Promise.<OwnerState>promise().future());

    assertTaken(() -> two.publish(stream));
    cell.expire(stream);
    two.publish(stream);
    assertThat(cell.holds(two, stream)).isTrue();
  }

  @Test
  void aNodeThatIsSaidToBeWhereThisOneIsIsNotAsked() {
    StreamAddress stream = Cell.address("misled");
    LeaseHolder elsewhere =
        new LeaseHolder(new NodeId("elsewhere"), new BootId("b"), two.self.host(), 9091);
    cell.answers("elsewhere", lease -> Cell.dead());
    Cell.get(
        cell.bus.send(
            LeaseScripts.claim(
                elsewhere, stream, StreamKind.SOURCE, 0, 0, LeaseScripts.UNLIMITED)));

    assertTaken(() -> two.publish(stream));
    one.publish(stream);
    assertThat(cell.holds(one, stream)).isTrue();
  }

  @Test
  void aRestartedNodeTakesItsOwnLeasesWithoutAsking() {
    StreamAddress stream = Cell.address("restarted");
    Node before = cell.node("phoenix");
    before.publish(stream);
    before.die();
    Node after = cell.node("phoenix");
    cell.answers("phoenix", lease -> Promise.<OwnerState>promise().future());

    after.publish(stream);
    assertThat(cell.holds(after, stream)).isTrue();
  }

  @Test
  void everybodyIsToldThatAStreamHasMoved() {
    StreamAddress stream = Cell.address("told");
    List<StreamAddress> heard = new CopyOnWriteArrayList<>();
    two.leases.onMoved(heard::add);
    Promise<Void> listening = Promise.promise();
    two.bus.onSubscribed(listening::tryComplete);
    Cell.get(listening.future());
    one.publish(stream).leave();
    one.publish(stream);
    Cell.until("heard", () -> heard.contains(stream));
    two.takeOver(stream);

    Cell.until("heard again", () -> heard.stream().filter(stream::equals).count() == 2);
  }

  @Test
  void manyLeasesAreRenewedTogether() {
    int many = LeaseScripts.RENEWED_AT_ONCE + 1;
    List<StreamAddress> streams =
        java.util.stream.IntStream.range(0, many).mapToObj(i -> Cell.address("many" + i)).toList();
    Node busy = cell.node("busy");
    streams.forEach(busy::publish);
    StreamAddress last = streams.getLast();
    long fence = cell.lease(last).orElseThrow().fence();
    cell.expire(last);

    Cell.until("claimed anew", () -> cell.holds(busy, last));
    assertThat(cell.lease(last).orElseThrow().fence()).isGreaterThan(fence);
    assertThat(cell.holds(busy, streams.getFirst())).isTrue();
    Cell.get(busy.leases.close());
    assertThat(streams).allMatch(stream -> cell.lease(stream).isEmpty());
  }
}
