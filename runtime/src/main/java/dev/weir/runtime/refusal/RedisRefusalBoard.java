package dev.weir.runtime.refusal;

import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.RefusalJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Redis each time: such a page is looked at now and then. Thread-safe. */
public final class RedisRefusalBoard implements RefusalBoard {

  private static final Logger LOG = LoggerFactory.getLogger(RedisRefusalBoard.class);

  private final RedisBus bus;
  private final SealedBox box;
  private final TimeSource time;

  /** What doors tell through {@code bus}. */
  public RedisRefusalBoard(RedisBus bus, SealedBox box, TimeSource time) {
    this.bus = bus;
    this.box = box;
    this.time = time;
  }

  @Override
  public Future<List<RefusedVisit>> last(TenantId tenant) {
    return bus.sendBulk(
            Request.cmd(Command.LRANGE).arg(RefusalKeys.last(tenant)).arg(0).arg(MAX_KEPT - 1))
        .map(sealed -> read(tenant, sealed));
  }

  /** Those that are too old are still there while younger ones come in. */
  private List<RefusedVisit> read(TenantId tenant, Response sealed) {
    List<RefusedVisit> visits = new ArrayList<>();
    for (Response one : sealed) {
      try {
        RefusedVisit visit = RefusalJson.read(box.open(one.toString(), RefusalKeys.seal(tenant)));
        if (visit.at().isAfter(time.now().minus(MEMORY))) {
          visits.add(visit);
        }
      } catch (MalformedWireException | SealedBox.UnopenedException unreadable) {
        LOG.debug("event=refusals.unreadable tenant={}", tenant, unreadable);
      }
    }
    return visits;
  }

  @Override
  public Future<Map<RefusalCause, Long>> counts(TenantId tenant) {
    List<Request> hours =
        RefusalKeys.hours(tenant, time.now()).stream()
            .map(key -> Request.cmd(Command.HGETALL).arg(key))
            .toList();
    return bus.send(hours).map(RedisRefusalBoard::sums);
  }

  private static Map<RefusalCause, Long> sums(List<Response> hours) {
    Map<RefusalCause, Long> sums = new HashMap<>();
    for (Response hour : hours) {
      for (String field : hour.getKeys()) {
        long count = hour.get(field).toLong();
        RefusalCause.parse(field).ifPresent(cause -> sums.merge(cause, count, Long::sum));
      }
    }
    return sums;
  }
}
