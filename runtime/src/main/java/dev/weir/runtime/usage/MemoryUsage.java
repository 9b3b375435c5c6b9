package dev.weir.runtime.usage;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Gateways and a board in one process, without expiry, for tests. Thread-safe. */
public final class MemoryUsage implements UsageBoard {

  private final Map<NodeId, Map<TenantId, TenantUse>> said = new ConcurrentHashMap<>();
  private volatile boolean away;

  /** From now on nobody hears of anybody, or everybody does again. */
  public void away(boolean isAway) {
    away = isAway;
  }

  /** The line of one gateway. */
  public UsageExchange of(NodeId node) {
    return here -> {
      if (away) {
        return Future.failedFuture("nobody is heard");
      }
      said.put(node, Map.copyOf(here));
      Map<TenantId, TenantUse> others = new HashMap<>();
      here.keySet().forEach(tenant -> others.put(tenant, sum(tenant, one -> !one.equals(node))));
      return Future.succeededFuture(others);
    };
  }

  @Override
  public Future<TenantUse> use(TenantId tenant) {
    return away
        ? Future.failedFuture("nobody is heard")
        : Future.succeededFuture(sum(tenant, _ -> true));
  }

  private TenantUse sum(TenantId tenant, Predicate<NodeId> whose) {
    return said.entrySet().stream()
        .filter(node -> whose.test(node.getKey()))
        .map(node -> node.getValue().getOrDefault(tenant, TenantUse.NOTHING))
        .reduce(TenantUse.NOTHING, TenantUse::plus);
  }
}
