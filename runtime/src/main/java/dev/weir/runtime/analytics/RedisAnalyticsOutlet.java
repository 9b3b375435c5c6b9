package dev.weir.runtime.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.AnalyticsJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells through Redis. */
public final class RedisAnalyticsOutlet implements AnalyticsOutlet {

  /** Tenants told about by one script; Redis does nothing else meanwhile. */
  static final int TOLD_AT_ONCE = 500;

  /** KEYS: a hash for each tenant. ARGV: expiry ms, second, then four figures for each. */
  private static final String ADD =
      """
      local names = {'v', 'b', 'r', 'f'}
      for i, key in ipairs(KEYS) do
        for j, name in ipairs(names) do
          local figure = ARGV[2 + 4 * (i - 1) + j]
          if figure ~= '0' then redis.call('HINCRBY', key, ARGV[2] .. name, figure) end
        end
        redis.call('PEXPIRE', key, ARGV[1])
      end
      return #KEYS
      """;

  private final RedisBus bus;

  /** Tells over {@code bus}. */
  public RedisAnalyticsOutlet(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<Void> send(List<AnalyticsBatch> batches) {
    return bus.send(batches.stream().map(RedisAnalyticsOutlet::append).toList()).mapEmpty();
  }

  @Override
  public Future<Void> add(Instant at, Map<TenantId, Moment> moments) {
    List<Map.Entry<TenantId, Moment>> told = List.copyOf(moments.entrySet());
    List<Request> requests = new ArrayList<>();
    for (int from = 0; from < told.size(); from += TOLD_AT_ONCE) {
      requests.add(add(at, told.subList(from, Math.min(told.size(), from + TOLD_AT_ONCE))));
    }
    return requests.isEmpty() ? Future.succeededFuture() : bus.send(requests).mapEmpty();
  }

  private static Request add(Instant at, List<Map.Entry<TenantId, Moment>> told) {
    Request request = Request.cmd(Command.EVAL).arg(ADD).arg(told.size());
    told.forEach(one -> request.arg(AnalyticsKeys.moments(one.getKey(), at)));
    request.arg(AnalyticsKeys.EXPIRY.toMillis());
    request.arg(Math.floorMod(at.getEpochSecond(), AnalyticsKeys.MINUTE_S));
    told.forEach(one -> {
      Moment moment = one.getValue();
      request.arg(moment.viewers()).arg(moment.bytes());
      request.arg(moment.requests()).arg(moment.failed());
    });
    return request;
  }

  private static Request append(AnalyticsBatch batch) {
    return Request.cmd(Command.XADD)
        .arg(AnalyticsKeys.STREAM)
        .arg("MAXLEN")
        .arg("~")
        .arg(AnalyticsKeys.MAX_LENGTH)
        .arg("*")
        .arg("batch")
        .arg(AnalyticsJson.write(batch));
  }
}
