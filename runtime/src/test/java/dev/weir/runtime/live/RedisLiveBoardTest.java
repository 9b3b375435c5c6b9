package dev.weir.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.policy.Policies;
import dev.weir.runtime.redis.RedisAwayException;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes report through a real Redis, and a board shows what they say. */
class RedisLiveBoardTest {

  private final RedisUnderTest redis = new RedisUnderTest();
  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final LiveReporter one = new RedisLiveReporter(bus, new NodeId("node-1"));
  private final LiveReporter two = new RedisLiveReporter(bus, new NodeId("node-2"));

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void addsUpTheViewersOfAllNodes() {
    Soon.of(
        one.reportStreams(List.of(Reports.stream("node-1", "b"), Reports.stream("node-1", "a"))));
    RedisLiveBoard board = board();
    Soon.of(
        one.reportViewers(
            List.of(Reports.viewers("node-1", "a", Map.of(PlayProtocol.HTTP_FLV, 2)))));
    Soon.of(
        two.reportViewers(
            List.of(
                Reports.viewers(
                    "node-2", "a", Map.of(PlayProtocol.HTTP_FLV, 3, PlayProtocol.HLS, 5)))));
    Soon.until("counted", () -> streams(board).getFirst().totalViewers() == 10);
    assertThat(streams(board))
        .containsExactly(
            new LiveEntry(
                Reports.stream("node-1", "a"),
                Map.of(PlayProtocol.HTTP_FLV, 5, PlayProtocol.HLS, 5)),
            new LiveEntry(Reports.stream("node-1", "b"), Map.of()));
  }

  @Test
  void putsHealthBesideItsStreamAndLooksBack() {
    Soon.of(one.reportHealth(List.of(Reports.health("a", 100, 101))));
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    RedisLiveBoard board = board();
    Soon.until("told", () -> streams(board).stream().anyMatch(entry -> entry.health().isPresent()));
    Soon.of(one.reportHealth(List.of(Reports.health("a", 101, 102))));
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    Soon.until(
        "each second once",
        () ->
            Soon.of(board.health()).stream()
                .anyMatch(health ->
                    health.seconds().stream()
                        .map(HealthSecond::epochSecond)
                        .toList()
                        .equals(List.of(100L, 101L, 102L))));
    assertThat(streams(board).getFirst().health().orElseThrow().now())
        .isEqualTo(Reports.health("a", 101, 102));
  }

  @Test
  void putsALadderBesideItsSource() {
    Soon.of(one.reportLadders(List.of(Reports.ladder("a"))));
    Soon.of(
        one.reportStreams(List.of(Reports.stream("node-1", "a"), Reports.stream("node-1", "b"))));
    RedisLiveBoard board = board();
    Soon.until("told", () -> streams(board).stream().anyMatch(entry -> entry.ladder().isPresent()));
    assertThat(streams(board))
        .extracting(LiveEntry::ladder)
        .containsExactly(Optional.of(Reports.ladder("a")), Optional.empty());

    Soon.of(one.reportLadders(List.of()));
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    Soon.until("taken away", () -> streams(board).getFirst().ladder().isEmpty());
  }

  @Test
  void showsATenantItsOwnStreamsAlone() {
    Soon.of(
        one.reportStreams(
            List.of(
                Reports.stream("node-1", "a"),
                Reports.stream(Reports.OTHER_TENANT, "node-1", "b", "OBS"))));
    RedisLiveBoard board = board();
    assertThat(streams(board)).hasSize(1);
    assertThat(Soon.of(board.streams(Reports.OTHER_TENANT))).hasSize(1);
  }

  @Test
  void tellsOfChangesAndOnlyOfThose() {
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    RedisLiveBoard board = board();
    AtomicInteger told = new AtomicInteger();
    AtomicInteger othersTold = new AtomicInteger();
    LiveBoard.Subscription subscription = board.subscribe(Policies.TENANT, told::incrementAndGet);
    board.subscribe(Reports.OTHER_TENANT, othersTold::incrementAndGet);

    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    Soon.of(one.reportStreams(List.of()));
    Soon.until("told that it ended", () -> told.get() == 1 && streams(board).isEmpty());
    assertThat(othersTold).hasValue(0);

    subscription.close();
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    Soon.until("shown", () -> streams(board).size() == 1);
    assertThat(told).hasValue(1);
  }

  @Test
  void wipesANodeOffThatFellSilent() {
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    RedisLiveBoard board = board();
    AtomicInteger told = new AtomicInteger();
    board.subscribe(Policies.TENANT, told::incrementAndGet);
    time.advance(Duration.ofSeconds(5));
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a", "another encoder"))));
    Soon.until("heard again", () -> told.get() == 1);
    time.advance(Duration.ofSeconds(5));
    assertThat(streams(board)).hasSize(1);
    Soon.until(
        "wiped",
        () -> {
          time.advance(Duration.ofMillis(10));
          return streams(board).isEmpty();
        });
    Soon.until("told of it", () -> told.get() == 2);
  }

  @Test
  void saysThatItDoesNotKnowWhileRedisIsAway() {
    RedisLiveBoard board = board();
    redis.stop();
    Soon.until("away", () -> !bus.available());
    assertThatThrownBy(() -> Soon.of(board.streams(Policies.TENANT)))
        .isInstanceOf(RedisAwayException.class);
    redis.startAgain();
    Soon.until("back", () -> bus.available());
    Soon.of(one.reportStreams(List.of(Reports.stream("node-1", "a"))));
    Soon.until("shown", () -> streams(board).size() == 1);
  }

  private RedisLiveBoard board() {
    Soon.until("redis", bus::available);
    RedisLiveBoard board = RedisLiveBoard.open(vertx, bus, time);
    Soon.of(board.streams(Policies.TENANT));
    return board;
  }

  private static List<LiveEntry> streams(LiveBoard board) {
    return Soon.of(board.streams(Policies.TENANT));
  }
}
