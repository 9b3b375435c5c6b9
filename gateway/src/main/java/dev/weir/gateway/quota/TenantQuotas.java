package dev.weir.gateway.quota;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.usage.UsageExchange;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a tenant's newcomers in as long as the tenant's viewers and egress, on all gateways, are
 * below its quota. What is served here is counted as it happens; what others serve is as they said
 * it last, so a quota may be exceeded by those who come to other gateways in less than two rounds.
 * While nobody is heard, their last word holds. To be asked costs a few reads. Thread-safe.
 */
public final class TenantQuotas {

  /** Between two exchanges with the other gateways. */
  static final Duration ROUND = Duration.ofSeconds(1);

  /** For so long a tenant without viewers here is asked about after somebody wanted to watch. */
  static final int ROUNDS_REMEMBERED = 60;

  /** Most tenants whose use is told; of further ones each gateway counts its own alone. */
  static final int MAX_TENANTS = 10_000;

  private static final String SUBJECT = "tenants";

  private final ViewerCensus census;
  private final Egress egress;
  private final UsageExchange exchange;
  private final TimeSource time;
  private final OperatorLog log;

  private final Map<TenantId, TenantTally> tallies = new ConcurrentHashMap<>();
  private volatile long round;
  private boolean exchanging;

  /**
   * Begins without having heard of anybody.
   *
   * @param census who watches here
   * @param egress what goes out here
   * @param exchange the line to the other gateways
   */
  public TenantQuotas(ViewerCensus census, Egress egress, UsageExchange exchange, TimeSource time) {
    this.census = census;
    this.egress = egress;
    this.exchange = exchange;
    this.time = time;
    this.log = new OperatorLog(TenantQuotas.class, time);
  }

  /**
   * Lets one more viewer in, or throws {@code WeirFault TENANT_VIEWERS_EXCEEDED} or {@code
   * TENANT_EGRESS_EXCEEDED}.
   */
  public void admit(TenantId tenant, TenantQuota quota) {
    TenantTally tally = tally(tenant);
    tally.asked(round);
    TenantUse elsewhere = tally.elsewhere();
    require(
        FaultCode.TENANT_VIEWERS_EXCEEDED,
        census.viewers(tenant),
        elsewhere.viewers(),
        quota.viewers());
    require(
        FaultCode.TENANT_EGRESS_EXCEEDED,
        tally.egressBits(),
        elsewhere.egressBits(),
        quota.egressBits());
  }

  private static void require(FaultCode refusal, long here, long elsewhere, long limit) {
    if (here + elsewhere >= limit) {
      throw new WeirFault(
          refusal, "here=%d elsewhere=%d limit=%d".formatted(here, elsewhere, limit));
    }
  }

  /** Tells the others what is served here, and hears what they serve. Once a round, on one loop. */
  void exchange() {
    long now = time.nanos();
    long thisRound = round + 1;
    round = thisRound;
    census.watched().forEach(this::tally);
    Map<TenantId, TenantUse> here = new HashMap<>();
    tallies.forEach((tenant, tally) -> {
      tally.look(now);
      TenantUse use = new TenantUse(census.viewers(tenant), tally.egressBits());
      if (use.isNothing() && thisRound - tally.askedInRound() > ROUNDS_REMEMBERED) {
        tallies.remove(tenant, tally);
      } else if (here.size() < MAX_TENANTS) {
        here.put(tenant, use);
      }
    });
    if (exchanging || here.isEmpty()) {
      return;
    }
    exchanging = true;
    exchange
        .exchange(here)
        .onSuccess(others -> others.forEach(this::heard))
        .onFailure(away -> log.tell(QuotaEvent.NOT_EXCHANGED, SUBJECT, "cause", away))
        .onComplete(_ -> exchanging = false);
  }

  /** Takes back what was told: nobody is served here any more. */
  Future<Void> leave() {
    Map<TenantId, TenantUse> here = new HashMap<>();
    tallies.keySet().forEach(tenant -> here.put(tenant, TenantUse.NOTHING));
    return exchange.exchange(here).mapEmpty();
  }

  private void heard(TenantId tenant, TenantUse others) {
    TenantTally tally = tallies.get(tenant);
    if (tally != null) {
      tally.heard(others);
    }
  }

  private TenantTally tally(TenantId tenant) {
    TenantTally known = tallies.get(tenant);
    return known != null
        ? known
        : tallies.computeIfAbsent(
            tenant, _ -> new TenantTally(new RecentEgress(egress.of(tenant), time.nanos()), round));
  }
}
