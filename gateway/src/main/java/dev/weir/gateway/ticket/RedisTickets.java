package dev.weir.gateway.ticket;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts in Redis, where a use is one step that no other gateway comes between. A use that Redis
 * did not answer may have been counted: a ticket is rather lost than used twice.
 */
public final class RedisTickets implements Tickets {

  /** How long uses are remembered at most, and so the longest time that a ticket is good for. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(31);

  /** By so much the clocks of two gateways may differ. */
  static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

  private static final String SPEND =
      """
      local used = tonumber(redis.call('GET', KEYS[1]) or '0')
      if used >= tonumber(ARGV[1]) then
        return 0
      end
      redis.call('INCR', KEYS[1])
      if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
      end
      return 1
      """;

  private final RedisBus bus;
  private final TimeSource time;

  /** Counts through {@code bus}. */
  public RedisTickets(RedisBus bus, TimeSource time) {
    this.bus = bus;
    this.time = time;
  }

  @Override
  public Future<Void> spend(DomainName domain, ProofLimits.Ticket ticket, Instant validUntil) {
    Duration rest = Duration.between(time.now(), validUntil);
    if (rest.compareTo(MAX_LIFETIME) > 0) {
      return Future.failedFuture(
          new WeirFault(FaultCode.PROOF_NOT_YET_VALID, "ticket valid for longer than remembered"));
    }
    Request spend =
        Request.cmd(Command.EVAL)
            .arg(SPEND)
            .arg(1)
            .arg("weir:ticket:" + domain + ":" + ticket.id())
            .arg(ticket.uses())
            .arg(rest.plus(CLOCK_DIFFERENCE).toMillis());
    return bus.send(spend)
        .recover(away ->
            Future.failedFuture(
                new WeirFault(FaultCode.TICKET_UNAVAILABLE, "cause=" + away.getMessage())))
        .compose(counted ->
            counted.toLong() == 1
                ? Future.succeededFuture()
                : Future.failedFuture(
                    new WeirFault(FaultCode.TICKET_SPENT, "uses=" + ticket.uses())));
  }
}
