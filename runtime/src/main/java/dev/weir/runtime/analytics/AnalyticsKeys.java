package dev.weir.runtime.analytics;

import dev.weir.contract.identity.TenantId;
import java.time.Duration;
import java.time.Instant;

/**
 * Where it is in Redis: one stream with the batches of all nodes, read by one group, and for each
 * tenant and minute a hash with the moments of that minute.
 */
final class AnalyticsKeys {

  static final String STREAM = "weir:analytics";

  static final String GROUP = "portal";

  /** Batches that Redis holds for a control plane that is away, at most some 60 kB each. */
  static final int MAX_LENGTH = 2_000;

  static final Duration EXPIRY = Moment.KEPT.plusMinutes(5);

  static final long MINUTE_S = 60;

  private AnalyticsKeys() {}

  static String moments(TenantId tenant, Instant at) {
    return "weir:analytics:" + tenant + ":" + Math.floorDiv(at.getEpochSecond(), MINUTE_S);
  }
}
