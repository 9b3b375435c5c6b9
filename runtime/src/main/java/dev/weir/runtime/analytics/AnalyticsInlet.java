package dev.weir.runtime.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;

/** Where the control plane hears what nodes counted. Several may listen: each batch goes to one. */
public interface AnalyticsInlet {

  /**
   * A batch that somebody has to keep.
   *
   * @param id of the message that carried it
   */
  record Arrived(String id, AnalyticsBatch batch) {}

  /**
   * The next batches; none when nothing was told. What is not {@link #done} comes again after a
   * while, to whoever asks then.
   */
  Future<List<Arrived>> next();

  /** These are kept and need not come again. */
  Future<Void> done(List<Arrived> kept);

  /** A tenant's moments from {@code since} on, as far as there are any. */
  Future<NavigableMap<Instant, Moment>> moments(TenantId tenant, Instant since, Instant until);
}
