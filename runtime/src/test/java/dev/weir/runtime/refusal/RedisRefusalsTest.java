package dev.weir.runtime.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.policy.Policies;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refusals on their way through a real Redis: bounded, sealed, and each tenant's own. */
@Timeout(60)
class RedisRefusalsTest {

  private static final TenantId OTHER = new TenantId(new UUID(9, 9));

  private final TimeSource time = TimeSource.system();
  private final SealedBox box = SealedBox.of(ClusterSecret.random(new SecureRandom()));
  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final RedisRefusalTeller teller = RedisRefusalTeller.open(vertx, bus, box, time);
  private final RefusalBoard board = new RedisRefusalBoard(bus, box, time);

  @AfterEach
  void close() {
    teller.close();
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void theLastOnesAreReadAsTheyWereToldAndAllAreCounted() {
    RefusedVisit first = visit("1", Policies.TENANT, FaultCode.SIGNATURE_WRONG);
    RefusedVisit second = visit("2", Policies.TENANT, FaultCode.NETWORK_REFUSED);
    teller.tell(first);
    teller.tell(second);
    for (int guess = 0; guess < 700; guess++) {
      teller.tell(visit("g", Policies.TENANT, FaultCode.GUESSES_EXCEEDED));
    }
    teller.tell(visit("3", OTHER, FaultCode.SIGNATURE_WRONG));
    Soon.until("told", () -> !last(Policies.TENANT).isEmpty() && !last(OTHER).isEmpty());

    assertThat(last(Policies.TENANT)).containsExactly(second, first);
    assertThat(last(OTHER)).hasSize(1);
    String domain = first.domain().value();
    assertThat(Soon.of(board.counts(Policies.TENANT)))
        .isEqualTo(
            Map.of(
                new RefusalCause(domain, Door.PLAY, FaultCode.SIGNATURE_WRONG), 1L,
                new RefusalCause(domain, Door.PLAY, FaultCode.NETWORK_REFUSED), 1L,
                new RefusalCause(domain, Door.PLAY, FaultCode.GUESSES_EXCEEDED), 700L));
    String resting =
        Soon.of(
                bus.send(
                    Request.cmd(Command.LRANGE)
                        .arg(RefusalKeys.last(Policies.TENANT))
                        .arg(0)
                        .arg(-1)))
            .toString();
    assertThat(resting).doesNotContain("auth_key", "demo");
  }

  @Test
  void aCrowdIsCountedAndNotKept() {
    RefusalBasket basket = new RefusalBasket();
    for (int i = 0; i < 1_000; i++) {
      basket.add(visit(Integer.toString(i), Policies.TENANT, FaultCode.SIGNATURE_EXPIRED));
    }
    basket.add(visit("o", OTHER, FaultCode.SIGNATURE_EXPIRED));

    Map<TenantId, RefusalBasket.Share> shares = basket.empty();
    RefusalBasket.Share crowd = shares.getOrDefault(Policies.TENANT, none());
    assertThat(crowd.visits()).hasSize(RefusalBasket.MAX_OF_TENANT);
    assertThat(crowd.counts().values()).containsExactly(1_000L);
    assertThat(shares.getOrDefault(OTHER, none()).visits()).hasSize(1);
    assertThat(basket.empty()).isEmpty();
  }

  private static RefusalBasket.Share none() {
    return new RefusalBasket.Share(List.of(), Map.of());
  }

  private List<RefusedVisit> last(TenantId tenant) {
    return Soon.of(board.last(tenant));
  }

  private static RefusedVisit visit(String id, TenantId tenant, FaultCode code) {
    return new RefusedVisit(
        id,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        tenant,
        new DomainName("play.example.com"),
        Door.PLAY,
        new RefusedVisit.Asked("live", "demo", "HLS", "/live/demo.m3u8", "auth_key=1-0-0-x"),
        new RefusedVisit.From("192.0.2.7", "www.example.com", "a \"player\""),
        code,
        "stream=live/demo");
  }
}
