package dev.weir.runtime.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import dev.weir.runtime.Soon;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three gateways tell each other through a real Redis what their tenants use. */
@Timeout(30)
class RedisUsageTest {

  private static final TenantId ANN = new TenantId(new UUID(0, 1));
  private static final TenantId BEN = new TenantId(new UUID(0, 2));

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final UsageExchange one = new RedisUsageExchange(bus, new NodeId("one"));
  private final UsageExchange two = new RedisUsageExchange(bus, new NodeId("two"));
  private final UsageExchange three = new RedisUsageExchange(bus, new NodeId("three"));
  private final UsageBoard board = new RedisUsageBoard(bus);

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void eachHearsTheSumOfAllOthers() {
    assertThat(tell(one, Map.of(ANN, new TenantUse(3, 9_000_000_000_000L))))
        .containsExactly(Map.entry(ANN, TenantUse.NOTHING));
    tell(two, Map.of(ANN, new TenantUse(4, 5)));

    Map<TenantId, TenantUse> heard =
        tell(three, Map.of(ANN, new TenantUse(100, 100), BEN, new TenantUse(1, 1)));
    assertThat(heard)
        .containsOnly(
            Map.entry(ANN, new TenantUse(7, 9_000_000_000_005L)),
            Map.entry(BEN, TenantUse.NOTHING));
    assertThat(tell(one, Map.of(ANN, new TenantUse(3, 0))))
        .containsExactly(Map.entry(ANN, new TenantUse(104, 105)));
  }

  @Test
  void theBoardAddsUpAllAndKeepsTenantsApart() {
    tell(one, Map.of(ANN, new TenantUse(3, 10), BEN, new TenantUse(8, 80)));
    tell(two, Map.of(ANN, new TenantUse(4, 20)));
    assertThat(Soon.of(board.use(ANN))).isEqualTo(new TenantUse(7, 30));
    assertThat(Soon.of(board.use(BEN))).isEqualTo(new TenantUse(8, 80));
    assertThat(Soon.of(board.use(new TenantId(new UUID(9, 9))))).isEqualTo(TenantUse.NOTHING);
  }

  @Test
  void aGatewayThatLeavesLeavesNothingBehind() {
    tell(one, Map.of(ANN, new TenantUse(3, 10)));
    tell(one, Map.of(ANN, TenantUse.NOTHING));
    assertThat(Soon.of(board.use(ANN))).isEqualTo(TenantUse.NOTHING);
    assertThat(Soon.of(bus.delete(UsageKeys.tenant(ANN)))).isZero();
  }

  /** Others keep the hash alive, in which the word of the silent one still stands. */
  @Test
  void theWordOfASilentGatewayIsForgottenByTheClockOfRedis() {
    tell(one, Map.of(ANN, new TenantUse(3, 10)));
    Soon.of(bus.hset(UsageKeys.tenant(ANN), "dead", "1 500 500"));
    Soon.of(bus.hset(UsageKeys.tenant(ANN), "foreign", "something else"));
    assertThat(Soon.of(board.use(ANN))).isEqualTo(new TenantUse(3, 10));
    assertThat(Soon.of(bus.hgetAll(UsageKeys.tenant(ANN)))).containsOnlyKeys("one");
    Request ttl = Request.cmd(Command.PTTL).arg(UsageKeys.tenant(ANN));
    assertThat(Soon.of(bus.send(ttl)).toLong())
        .isPositive()
        .isLessThanOrEqualTo(UsageKeys.EXPIRY.toMillis());
  }

  @Test
  void moreTenantsThanOneScriptTakesAreHeardOfInTheirOrder() {
    int many = UsageScripts.TOLD_AT_ONCE + 3;
    Map<TenantId, TenantUse> here = new HashMap<>();
    for (int i = 0; i < many; i++) {
      here.put(new TenantId(new UUID(1, i)), new TenantUse(i + 1, i));
    }
    tell(one, here);
    assertThat(tell(two, here)).isEqualTo(here);
  }

  @Test
  void nobodyIsHeardWhileRedisIsAway() {
    redis.stop();
    assertThatThrownBy(() -> tell(one, Map.of(ANN, new TenantUse(3, 10))))
        .isInstanceOf(Exception.class);
    assertThatThrownBy(() -> Soon.of(board.use(ANN))).isInstanceOf(Exception.class);
  }

  private static Map<TenantId, TenantUse> tell(
      UsageExchange gateway, Map<TenantId, TenantUse> here) {
    return Soon.of(gateway.exchange(here));
  }
}
