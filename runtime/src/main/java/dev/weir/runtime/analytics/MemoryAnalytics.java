package dev.weir.runtime.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Outlet and inlet in one process, for tests: what is not done comes again at once. */
public final class MemoryAnalytics implements AnalyticsOutlet, AnalyticsInlet {

  private final Map<String, AnalyticsBatch> open = new LinkedHashMap<>();
  private final Map<TenantId, NavigableMap<Instant, Moment>> moments = new HashMap<>();
  private long told;

  @Override
  public synchronized Future<Void> send(List<AnalyticsBatch> batches) {
    batches.forEach(batch -> open.put(Long.toString(++told), batch));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> add(Instant at, Map<TenantId, Moment> counted) {
    counted.forEach((tenant, moment) ->
        moments.computeIfAbsent(tenant, _ -> new TreeMap<>()).merge(at, moment, Moment::and));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Arrived>> next() {
    List<Arrived> arrived = new ArrayList<>();
    open.forEach((id, batch) -> arrived.add(new Arrived(id, batch)));
    return Future.succeededFuture(arrived);
  }

  @Override
  public synchronized Future<Void> done(List<Arrived> kept) {
    kept.forEach(one -> open.remove(one.id()));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<NavigableMap<Instant, Moment>> moments(
      TenantId tenant, Instant since, Instant until) {
    return Future.succeededFuture(
        new TreeMap<>(
            moments.getOrDefault(tenant, new TreeMap<>()).subMap(since, true, until, true)));
  }
}
