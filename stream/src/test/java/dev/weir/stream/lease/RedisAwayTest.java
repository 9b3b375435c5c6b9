package dev.weir.stream.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis goes, comes back, and has forgotten everything meanwhile. */
@Timeout(60)
class RedisAwayTest {

  private final Cell cell = new Cell();
  private final Node one = cell.node("one");
  private final Node two = cell.node("two");

  @AfterEach
  void close() {
    cell.close();
  }

  private void stopRedis() {
    cell.redis.stop();
    Cell.until(
        "noticed", () -> Stream.of(one.bus, two.bus, cell.bus).noneMatch(bus -> bus.available()));
  }

  private void startRedis() {
    cell.redis.startAgain();
    Cell.until(
        "noticed", () -> Stream.of(one.bus, two.bus, cell.bus).allMatch(bus -> bus.available()));
  }

  @Test
  void streamsGoOnAndPublishersAreLetInAndClaimedLater() {
    StreamAddress running = Cell.address("running");
    StreamAddress fresh = Cell.address("fresh");
    Node.Encoder first = one.publish(running);
    long fence = cell.lease(running).orElseThrow().fence();
    stopRedis();
    Node.Encoder second = two.publish(fresh);
    assertThatThrownBy(() -> Cell.get(two.leases.owner(running)))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.LIVE_STATE_UNAVAILABLE));

    startRedis();
    Cell.until("known again", () -> cell.holds(one, running) && cell.holds(two, fresh));
    assertThat(cell.lease(running).orElseThrow().fence()).isGreaterThan(fence);
    assertThat(List.of(first, second)).allMatch(encoder -> encoder.wasCut.isEmpty());
  }

  @Test
  void ofTwoThatWereLetInMeanwhileOneStays() {
    StreamAddress stream = Cell.address("both");
    stopRedis();
    Node.Encoder first = one.publish(stream);
    Node.Encoder second = two.publish(stream);
    assertThat(one.live(stream) && two.live(stream)).isTrue();

    startRedis();
    Cell.until("one gives way", () -> one.live(stream) != two.live(stream));
    Node winner = one.live(stream) ? one : two;
    Cell.until("the other holds", () -> cell.holds(winner, stream));
    Node.Encoder stays = winner == one ? first : second;
    Node.Encoder goes = winner == one ? second : first;
    assertThat(goes.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
    assertThat(stays.wasCut).isEmpty();
  }

  @Test
  void aNodeThatWasAwayLosesWhatAnotherTookMeanwhile() {
    StreamAddress stream = Cell.address("cut-off");
    Node.Encoder first = one.publish(stream);
    // Written without any message, so that only the renewal can tell.
    String key = LeaseKeys.stream(stream);
    long fence = cell.lease(stream).orElseThrow().fence() + 1;
    // In one step, as every claim is: a renewal between two would take the lease back.
    Cell.get(
        cell.bus.send(
            Request.cmd(Command.HSET)
                .arg(key)
                .arg("boot")
                .arg(two.self.boot().value())
                .arg("fence")
                .arg(fence)));

    Cell.until("noticed", () -> first.wasCut.isPresent());
    assertThat(first.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
    assertThat(cell.holds(two, stream)).isTrue();
  }

  @Test
  void whoeverRedisKeepsWaitingIsLetInAndHasTheLeaseInTheEnd() {
    StreamAddress stream = Cell.address("hanging");
    Node impatient = cell.node("impatient", cell.bus(Duration.ofMillis(200)));
    Cell.until(
        "connected",
        () -> Cell.get(impatient.leases.owner(stream).map(Optional::isEmpty).otherwise(false)));
    cell.pauseRedis(Duration.ofMillis(600));
    Node.Encoder encoder = impatient.publish(stream);
    assertThat(impatient.live(stream)).isTrue();

    Cell.until("claimed", () -> cell.holds(impatient, stream));
    assertThatThrownBy(() -> two.publish(stream)).isInstanceOf(WeirFault.class);
    assertThat(encoder.wasCut).isEmpty();
  }
}
