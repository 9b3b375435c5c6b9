package dev.weir.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.TenantUse;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.gateway.viewer.Presence;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.usage.MemoryUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two gateways of one tenant, who hear of each other every second. */
class TenantQuotasTest {

  private static final TenantQuota FIVE_VIEWERS = new TenantQuota(1, 5, Long.MAX_VALUE);
  private static final TenantQuota ONE_MEGABIT = new TenantQuota(1, 1_000, 1_000_000);
  private static final long HALF_A_MEGABIT_BYTES = 62_500;
  private static final Optional<FaultCode> LET_IN = Optional.empty();
  private static final Optional<FaultCode> TOO_MANY =
      Optional.of(FaultCode.TENANT_VIEWERS_EXCEEDED);
  private static final Optional<FaultCode> TOO_MUCH = Optional.of(FaultCode.TENANT_EGRESS_EXCEEDED);

  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-23T04:00:00Z"));
  private final MemoryUsage usage = new MemoryUsage();
  private final Gateway left = new Gateway("left", usage.of(new NodeId("left")), time);
  private final Gateway right = new Gateway("right", usage.of(new NodeId("right")), time);

  /** Both tell and hear; whoever is first hears what the other said a moment ago. */
  private void round() {
    time.advance(TenantQuotas.ROUND);
    left.quotas.exchange();
    right.quotas.exchange();
  }

  @Test
  void viewersOfAllGatewaysAndDomainsAreOneNumber() {
    left.enter("one.example.com");
    left.enter("two.example.com");
    right.enter("one.example.com");
    right.enter("one.example.com");
    round();
    round();

    assertThat(right.watch(FIVE_VIEWERS)).isEqualTo(LET_IN);
    assertThat(right.watch(FIVE_VIEWERS)).isEqualTo(TOO_MANY);
    round();
    round();
    assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(TOO_MANY);
  }

  @Test
  void whatIsServedHereCountsAtOnce() {
    for (int i = 0; i < 5; i++) {
      assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(LET_IN);
    }
    assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(TOO_MANY);
  }

  /** The bound: two rounds' newcomers at the other gateways. */
  @Test
  void aRushOnBothGoesOverByWhoCameBetweenTwoWordsAndNoFurther() {
    int letIn = 0;
    for (int tenth = 0; tenth < 40; tenth++) {
      letIn += left.watch(FIVE_VIEWERS).isEmpty() ? 1 : 0;
      letIn += right.watch(FIVE_VIEWERS).isEmpty() ? 1 : 0;
      if (tenth % 10 == 9) {
        round();
      }
    }
    assertThat(letIn).isBetween(5, 10);
    assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(TOO_MANY);
    assertThat(right.watch(FIVE_VIEWERS)).isEqualTo(TOO_MANY);
  }

  @Test
  void whoLeavesElsewhereMakesRoomHere() {
    List<Presence> viewers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      viewers.add(right.enter("one.example.com"));
    }
    // A first newcomer, from whom on the tenant is known here.
    assertThat(left.watch(new TenantQuota(1, 1, 0))).isEqualTo(TOO_MUCH);
    round();
    round();
    assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(TOO_MANY);

    viewers.getFirst().close();
    round();
    round();
    assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(LET_IN);
  }

  @Test
  void newcomersAreRefusedWhileTooMuchGoesOutAndLetInAgainAfterwards() {
    left.enter("one.example.com");
    right.enter("one.example.com");
    for (int second = 0; second < 8; second++) {
      left.send(HALF_A_MEGABIT_BYTES);
      right.send(HALF_A_MEGABIT_BYTES);
      round();
    }
    assertThat(usage.use(Gateway.STREAM.tenant()).result()).isEqualTo(new TenantUse(2, 1_000_000));
    assertThat(left.watch(ONE_MEGABIT)).isEqualTo(TOO_MUCH);
    assertThat(right.watch(ONE_MEGABIT)).isEqualTo(TOO_MUCH);
    assertThat(left.census.viewers()).isOne();

    left.send(HALF_A_MEGABIT_BYTES);
    round();
    assertThat(right.watch(ONE_MEGABIT)).isEqualTo(LET_IN);
  }

  /** A player that takes five seconds' worth at once is no load of five times as much. */
  @Test
  void egressIsTheRateOfTheLastFiveSeconds() {
    left.enter("one.example.com");
    round();
    left.send(5 * HALF_A_MEGABIT_BYTES);
    round();
    for (int second = 0; second < 4; second++) {
      round();
    }
    assertThat(usage.use(Gateway.STREAM.tenant()).result()).isEqualTo(new TenantUse(1, 500_000));
    round();
    assertThat(usage.use(Gateway.STREAM.tenant()).result()).isEqualTo(new TenantUse(1, 0));
  }

  @Test
  void whileNobodyIsHeardTheirLastWordHoldsBesideOnesOwnCount() {
    for (int i = 0; i < 3; i++) {
      right.enter("one.example.com");
    }
    left.enter("one.example.com");
    round();
    round();
    usage.away(true);
    round();
    assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(LET_IN);
    assertThat(left.watch(FIVE_VIEWERS)).isEqualTo(TOO_MANY);
  }

  @Test
  void aGatewayThatStopsIsNotCountedAnyMore() {
    for (int i = 0; i < 5; i++) {
      right.enter("one.example.com");
    }
    round();
    assertThat(right.quotas.leave().succeeded()).isTrue();
    assertThat(usage.use(Gateway.STREAM.tenant()).result()).isEqualTo(TenantUse.NOTHING);
  }

  @Test
  void aTenantThatNobodyAsksForIsForgottenHereAfterAWhile() {
    assertThat(left.watch(new TenantQuota(1, 0, 0))).isEqualTo(TOO_MANY);
    right.enter("one.example.com");
    for (int i = 0; i < TenantQuotas.ROUNDS_REMEMBERED; i++) {
      round();
    }
    assertThat(left.watch(new TenantQuota(1, 1, 1_000))).isEqualTo(TOO_MANY);
    for (int i = 0; i <= TenantQuotas.ROUNDS_REMEMBERED; i++) {
      round();
    }
    assertThat(left.watch(new TenantQuota(1, 1, 1_000))).isEqualTo(LET_IN);
  }
}
