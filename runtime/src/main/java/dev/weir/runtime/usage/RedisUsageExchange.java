package dev.weir.runtime.usage;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells and hears in one exchange with Redis, however many tenants there are. Thread-safe. */
public final class RedisUsageExchange implements UsageExchange {

  private final RedisBus bus;
  private final NodeId node;

  /** The line of {@code node}. */
  public RedisUsageExchange(RedisBus bus, NodeId node) {
    this.bus = bus;
    this.node = node;
  }

  @Override
  public Future<Map<TenantId, TenantUse>> exchange(Map<TenantId, TenantUse> here) {
    if (here.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<Map.Entry<TenantId, TenantUse>> tenants = List.copyOf(here.entrySet());
    List<Request> requests = new ArrayList<>();
    for (int from = 0; from < tenants.size(); from += UsageScripts.TOLD_AT_ONCE) {
      int to = Math.min(tenants.size(), from + UsageScripts.TOLD_AT_ONCE);
      requests.add(UsageScripts.tell(node, tenants.subList(from, to)));
    }
    return bus.send(requests).map(answers -> others(tenants, answers));
  }

  private static Map<TenantId, TenantUse> others(
      List<Map.Entry<TenantId, TenantUse>> tenants, List<Response> answers) {
    Map<TenantId, TenantUse> others = new HashMap<>();
    for (int i = 0; i < tenants.size(); i++) {
      Response numbers = answers.get(i / UsageScripts.TOLD_AT_ONCE);
      others.put(tenants.get(i).getKey(), UsageScripts.use(numbers, i % UsageScripts.TOLD_AT_ONCE));
    }
    return others;
  }
}
