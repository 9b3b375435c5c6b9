package dev.weir.runtime.refusal;

import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.RefusalJson;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells through Redis, every {@link #ROUND}. What cannot be told is lost: it would be old by the
 * time that Redis is back. Thread-safe.
 */
public final class RedisRefusalTeller implements RefusalTeller, AutoCloseable {

  /** Between two batches. */
  static final Duration ROUND = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(RedisRefusalTeller.class);

  private final RefusalBasket basket = new RefusalBasket();
  private final Vertx vertx;
  private final RedisBus bus;
  private final SealedBox box;
  private final TimeSource time;
  private final long timer;

  private RedisRefusalTeller(Vertx vertx, RedisBus bus, SealedBox box, TimeSource time) {
    this.vertx = vertx;
    this.bus = bus;
    this.box = box;
    this.time = time;
    this.timer = vertx.setPeriodic(ROUND.toMillis(), _ -> send());
  }

  /** Begins; succeeds at once, whether Redis is there or not. */
  public static RedisRefusalTeller open(Vertx vertx, RedisBus bus, SealedBox box, TimeSource time) {
    return new RedisRefusalTeller(vertx, bus, box, time);
  }

  @Override
  public void tell(RefusedVisit visit) {
    basket.add(visit);
  }

  /** Tells nothing more. */
  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }

  private void send() {
    Map<TenantId, RefusalBasket.Share> shares = basket.empty();
    if (shares.isEmpty() || !bus.available()) {
      return;
    }
    List<Request> requests = new ArrayList<>();
    shares.forEach((tenant, share) -> {
      visits(tenant, share.visits(), requests);
      counts(tenant, share.counts(), requests);
    });
    bus.send(requests).onFailure(away -> LOG.debug("event=refusals.not-told", away));
  }

  private void visits(TenantId tenant, List<RefusedVisit> visits, List<Request> requests) {
    if (visits.isEmpty()) {
      return;
    }
    String key = RefusalKeys.last(tenant);
    Request push = Request.cmd(Command.LPUSH).arg(key);
    visits.forEach(visit -> push.arg(box.seal(RefusalJson.write(visit), RefusalKeys.seal(tenant))));
    requests.add(push);
    requests.add(Request.cmd(Command.LTRIM).arg(key).arg(0).arg(RefusalBoard.MAX_KEPT - 1));
    requests.add(Request.cmd(Command.EXPIRE).arg(key).arg(RefusalBoard.MEMORY.toSeconds()));
  }

  private void counts(TenantId tenant, Map<RefusalCause, Long> counts, List<Request> requests) {
    if (counts.isEmpty()) {
      return;
    }
    String key = RefusalKeys.hour(tenant, time.now());
    counts.forEach((cause, count) ->
        requests.add(Request.cmd(Command.HINCRBY).arg(key).arg(cause.field()).arg(count)));
    requests.add(Request.cmd(Command.EXPIRE).arg(key).arg(RefusalKeys.COUNTS_EXPIRY.toSeconds()));
  }
}
