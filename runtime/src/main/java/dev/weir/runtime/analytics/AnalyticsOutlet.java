package dev.weir.runtime.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How a node tells what it counted. */
public interface AnalyticsOutlet {

  /** Tells minutes; a batch that is told twice counts once. */
  Future<Void> send(List<AnalyticsBatch> batches);

  /**
   * Adds what was counted here to what all nodes counted in the same moment.
   *
   * @param at the moment's beginning, a whole multiple of {@link Moment#LENGTH}
   */
  Future<Void> add(Instant at, Map<TenantId, Moment> moments);
}
