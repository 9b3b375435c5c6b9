package dev.weir.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two gateways beside one real Redis. */
@Timeout(60)
class RedisTicketsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant SOON = NOW.plusSeconds(300);
  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final Optional<FaultCode> LET_IN = Optional.empty();
  private static final Optional<FaultCode> SPENT = Optional.of(FaultCode.TICKET_SPENT);

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final ManualTimeSource time = ManualTimeSource.at(NOW);
  private final RedisBus bus = bus();
  private final Tickets left = new RedisTickets(bus, time);
  private final Tickets right = new RedisTickets(bus(), time);

  private RedisBus bus() {
    return RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(5));
  }

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void opensAsOftenAsItSaysOnAllGatewaysTogether() {
    assertThat(spend(left, "a", 2)).isEqualTo(LET_IN);
    assertThat(spend(right, "a", 2)).isEqualTo(LET_IN);
    assertThat(spend(left, "a", 2)).isEqualTo(SPENT);
    assertThat(spend(right, "a", 2)).isEqualTo(SPENT);
    assertThat(spend(right, "b", 1)).isEqualTo(LET_IN);
  }

  @Test
  void isCountedForEachDomainApart() {
    ProofLimits.Ticket ticket = new ProofLimits.Ticket("a", 1);

    assertThat(Soon.refusal(left.spend(DOMAIN, ticket, SOON))).isEqualTo(LET_IN);
    assertThat(Soon.refusal(left.spend(new DomainName("other.example.com"), ticket, SOON)))
        .isEqualTo(LET_IN);
  }

  @Test
  void aRushOnBothGatewaysLetsInNoMore() {
    List<Future<Void>> rush = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Tickets gateway = i % 2 == 0 ? left : right;
      rush.add(gateway.spend(DOMAIN, new ProofLimits.Ticket("a", 7), SOON));
    }
    long letIn = rush.stream().filter(use -> Soon.refusal(use).isEmpty()).count();
    assertThat(letIn).isEqualTo(7);
  }

  @Test
  void isRememberedUntilItsProofHasEnded() {
    assertThat(spend(left, "a", 1)).isEqualTo(LET_IN);
    Request ttl = Request.cmd(Command.PTTL).arg("weir:ticket:play.example.com:a");
    assertThat(Soon.of(bus.send(ttl)).toLong())
        .isBetween(Duration.ofMinutes(5).toMillis(), Duration.ofMinutes(6).toMillis());
  }

  @Test
  void opensNothingWhileItIsValidForLongerThanItIsRemembered() {
    ProofLimits.Ticket ticket = new ProofLimits.Ticket("a", 1);
    Instant end = NOW.plus(RedisTickets.MAX_LIFETIME).plusSeconds(1);

    assertThat(Soon.refusal(left.spend(DOMAIN, ticket, end)))
        .contains(FaultCode.PROOF_NOT_YET_VALID);
    time.advance(Duration.ofSeconds(1));
    assertThat(Soon.refusal(left.spend(DOMAIN, ticket, end))).isEqualTo(LET_IN);
  }

  @Test
  void letsNobodyInWhileRedisIsAwayAndRecoversByItself() {
    assertThat(spend(left, "a", 9)).isEqualTo(LET_IN);
    redis.stop();
    assertThat(spend(left, "a", 9)).contains(FaultCode.TICKET_UNAVAILABLE);
    redis.startAgain();
    Await.until(() -> spend(left, "a", 9).isEmpty(), "tickets are counted again");
  }

  private static Optional<FaultCode> spend(Tickets gateway, String id, int uses) {
    return Soon.refusal(gateway.spend(DOMAIN, new ProofLimits.Ticket(id, uses), SOON));
  }
}
