package dev.weir.stream.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many streams a tenant may have, on all domains and nodes together. */
@Timeout(60)
class TenantStreamsTest {

  private static final TenantId ANN = new TenantId(new UUID(0, 1));
  private static final TenantId BEN = new TenantId(new UUID(0, 2));
  private static final int MOST = 3;

  private final Cell cell = new Cell();
  private final Node one = cell.node("one");
  private final Node two = cell.node("two");

  @BeforeEach
  void limit() {
    one.mostOfTenant = MOST;
    two.mostOfTenant = MOST;
  }

  @AfterEach
  void close() {
    cell.close();
  }

  private static StreamAddress stream(TenantId tenant, String domain, String name) {
    return new StreamAddress(
        tenant, new DomainName(domain), new AppName("live"), new StreamName(name));
  }

  private static StreamAddress ofAnn(String name) {
    return stream(ANN, name + ".example.com", name);
  }

  private static void assertTooMany(ThrowingCallable publish) {
    assertThatThrownBy(publish)
        .isInstanceOfSatisfying(
            WeirFault.class,
            refused -> assertThat(refused.code()).isEqualTo(FaultCode.TENANT_STREAMS_EXCEEDED));
  }

  @Test
  void domainsAndNodesAreCountedTogetherAndTenantsApart() {
    one.publish(ofAnn("a"));
    two.publish(ofAnn("b"));
    one.publish(ofAnn("c"));

    assertTooMany(() -> one.publish(ofAnn("d")));
    assertTooMany(() -> two.publish(ofAnn("d")));
    two.publish(stream(BEN, "d.example.org", "d"));
    assertThat(cell.lease(ofAnn("d"))).isEmpty();
  }

  @Test
  void whoLeavesMakesRoomWhereverThatIs() {
    List<Node.Encoder> live =
        Stream.of("a", "b", "c")
            .map(name -> Cell.get(one.asks(ofAnn(name), false, Duration.ZERO)))
            .toList();
    assertTooMany(() -> two.publish(ofAnn("d")));
    live.getFirst().leave();

    Cell.until("released", () -> cell.lease(ofAnn("a")).isEmpty());
    two.publish(ofAnn("d"));
    assertTooMany(() -> two.publish(ofAnn("e")));
  }

  /** However many ask at once, and whichever node they ask. */
  @Test
  void aRushGetsNoMoreThanThereIs() {
    List<Future<Node.Encoder>> answers =
        IntStream.range(0, 20)
            .mapToObj(i ->
                (i % 2 == 0 ? one : two).asks(ofAnn("rush" + i), false, Duration.ofSeconds(30)))
            .toList();
    Cell.until("all are answered", () -> answers.stream().allMatch(Future::isComplete));
    assertThat(answers.stream().filter(Future::succeeded)).hasSize(MOST);
    assertThat(one.streams.live().size() + two.streams.live().size()).isEqualTo(MOST);
  }

  @Test
  void aStreamThatIsThereComesBackMovesAndIsTakenOverThoughTheTenantIsFull() {
    one.publish(ofAnn("a"));
    one.publish(ofAnn("b")).leave();
    one.publish(ofAnn("c")).leave();

    one.publish(ofAnn("b"));
    two.publish(ofAnn("c"));
    two.takeOver(ofAnn("a"));
    assertThat(cell.holds(two, ofAnn("a"))).isTrue();
    assertTooMany(() -> two.publish(ofAnn("d")));
  }

  @Test
  void streamsOfANodeThatIsGoneForLongDoNotCount() {
    String key = LeaseKeys.tenant(ANN);
    for (int i = 0; i < MOST; i++) {
      Cell.get(cell.bus.send(Request.cmd(Command.ZADD).arg(key).arg(1_000 + i).arg("gone" + i)));
    }
    one.publish(ofAnn("a"));
    assertThat(Cell.get(cell.bus.send(Request.cmd(Command.ZCARD).arg(key))).toInteger()).isOne();
  }

  @Test
  void renewalKeepsStreamsCounted() {
    StreamAddress stream = ofAnn("a");
    one.publish(stream);
    double first = runsOut(stream);
    Cell.until("renewed", () -> runsOut(stream) > first);
    assertThat(cell.holds(one, stream)).isTrue();
  }

  private double runsOut(StreamAddress stream) {
    String key = LeaseKeys.tenant(stream.tenant());
    Request score = Request.cmd(Command.ZSCORE).arg(key).arg(stream.toString());
    return Cell.get(cell.bus.send(score)).toDouble();
  }

  /** Each node holds the limit for itself; what is live stays, also when that was too much. */
  @Test
  void withoutRedisEachNodeCountsItsOwn() {
    cell.redis.stop();
    Cell.until("noticed", () -> !one.bus.available() && !two.bus.available());
    for (String name : List.of("a", "b", "c")) {
      one.publish(ofAnn("one-" + name));
      two.publish(ofAnn("two-" + name));
    }
    assertTooMany(() -> one.publish(ofAnn("one-d")));
    assertTooMany(() -> two.publish(ofAnn("two-d")));

    cell.redis.startAgain();
    Cell.until("back", () -> cell.bus.available());
    Cell.until("claimed", () -> holdsAll(one) && holdsAll(two));
    Node third = cell.node("third");
    third.mostOfTenant = MOST;
    Cell.until("connected", () -> third.bus.available());
    assertTooMany(() -> third.publish(ofAnn("three")));
    assertThat(one.streams.live()).hasSize(MOST);
    assertThat(two.streams.live()).hasSize(MOST);
  }

  private boolean holdsAll(Node node) {
    return node.streams.live().stream().allMatch(stream -> cell.holds(node, stream.address()));
  }
}
