package dev.weir.gateway.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.ViewerId;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Soon;
import dev.weir.gateway.viewer.Presence;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two gateways beside one real Redis; what they know of presence is told by hand. */
@Timeout(60)
class SeatsTest {

  private static final DomainName PUSH = new DomainName("push.example.com");
  private static final String ALICE = "a1a1a1a1a1a1";
  private static final String BOB = "b3b3b3b3b3b3";
  private static final Optional<FaultCode> LET_IN = Optional.empty();
  private static final Optional<FaultCode> TOO_MANY =
      Optional.of(FaultCode.USER_CONCURRENCY_EXCEEDED);

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-23T08:00:00Z"));
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(5));
  private final Seats left = new Seats(new RedisSeatBoard(bus), time);
  private final Seats right = new Seats(new RedisSeatBoard(bus), time);

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void aPersonHasAsManyPlacesAsAllowedOnAllGatewaysTogether() {
    assertThat(take(left, session(ALICE, 1), 2)).isEqualTo(LET_IN);
    assertThat(take(right, session(ALICE, 2), 2)).isEqualTo(LET_IN);
    assertThat(take(left, session(ALICE, 3), 2)).isEqualTo(TOO_MANY);
    assertThat(take(right, session(ALICE, 3), 2)).isEqualTo(TOO_MANY);
    assertThat(take(right, session(BOB, 1), 1)).isEqualTo(LET_IN);
    assertThat(take(left, session(ALICE, 3), 3)).isEqualTo(LET_IN);
  }

  @Test
  void aSessionHasOnePlaceHoweverOftenItIsTaken() {
    assertThat(take(left, session(ALICE, 1), 1)).isEqualTo(LET_IN);
    assertThat(take(right, session(ALICE, 1), 1)).isEqualTo(LET_IN);
    assertThat(take(right, session(ALICE, 2), 1)).isEqualTo(TOO_MANY);
  }

  @Test
  void whoLeavesMakesRoomAtOnce() {
    ViewerId first = session(ALICE, 1);
    take(left, first, 1);
    Presence watching = left.sit(PUSH, first);
    Presence again = left.sit(PUSH, first);
    watching.close();
    watching.close();
    assertThat(take(right, session(ALICE, 2), 1)).isEqualTo(TOO_MANY);

    again.close();
    Await.until(() -> take(right, session(ALICE, 2), 1).isEmpty(), "the place is free");
    assertThat(left.count()).isZero();
  }

  @Test
  void aPlaceThatNobodySitsDownAtIsGivenBack() {
    take(left, session(ALICE, 1), 1);
    Soon.of(left.keep());
    assertThat(take(right, session(ALICE, 2), 1)).isEqualTo(TOO_MANY);

    time.advance(Seats.TIME_TO_SIT.plusMillis(1));
    Soon.of(left.keep());
    Await.until(() -> take(right, session(ALICE, 2), 1).isEmpty(), "the place is free");
  }

  /** Requests of one HLS session come to either gateway. */
  @Test
  void aSessionThatMovesKeepsItsPlace() {
    ViewerId session = session(ALICE, 1);
    take(left, session, 1);
    time.advance(Seats.TIME_TO_SIT);
    right.seen(PUSH, session, Duration.ofSeconds(6));
    time.advance(Duration.ofSeconds(5));
    Soon.of(left.keep());
    assertThat(left.count()).isZero();
    // Had the left one been the last to keep it, it would be gone until now.
    Soon.of(right.keep());
    assertThat(take(left, session(ALICE, 2), 1)).isEqualTo(TOO_MANY);

    time.advance(Duration.ofSeconds(2));
    Soon.of(right.keep());
    Await.until(() -> take(left, session(ALICE, 2), 1).isEmpty(), "the place is free");
  }

  @Test
  void sessionsOfNobodyHaveNoPlaces() {
    ViewerId nobody = new ViewerId("a0".repeat(ViewerId.BYTES));
    left.seen(PUSH, nobody, Duration.ofSeconds(6));
    left.sit(PUSH, nobody);
    assertThat(left.count()).isZero();
  }

  /** The bound: as many as allowed on each gateway. */
  @Test
  void whileRedisIsAwayEachGatewayCountsForItself() {
    ViewerId first = session(ALICE, 1);
    take(left, first, 2);
    Presence watching = left.sit(PUSH, first);
    redis.stop();
    assertThat(take(left, session(ALICE, 2), 2)).isEqualTo(LET_IN);
    assertThat(take(left, session(ALICE, 3), 2)).isEqualTo(TOO_MANY);
    assertThat(take(right, session(ALICE, 4), 1)).isEqualTo(LET_IN);
    watching.close();
    assertThat(take(left, session(ALICE, 5), 2)).isEqualTo(LET_IN);
  }

  @Test
  void whatRedisForgotIsToldAgain() {
    ViewerId first = session(ALICE, 1);
    take(left, first, 1);
    left.sit(PUSH, first);
    redis.stop();
    redis.startAgain();
    Await.until(() -> kept(left), "Redis is there again");
    assertThat(take(right, session(ALICE, 2), 1)).isEqualTo(TOO_MANY);
  }

  private static boolean kept(Seats gateway) {
    try {
      Soon.of(gateway.keep());
      return true;
    } catch (CompletionException away) {
      return false;
    }
  }

  private static Optional<FaultCode> take(Seats gateway, ViewerId session, int most) {
    return Soon.refusal(gateway.take(PUSH, session, most));
  }

  private static ViewerId session(String user, int number) {
    return new ViewerId(user + "%012x".formatted(number));
  }
}
