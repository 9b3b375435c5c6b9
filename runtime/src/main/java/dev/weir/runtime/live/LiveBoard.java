package dev.weir.runtime.live;

import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import java.util.List;

/** What is live right now, over all nodes. */
public interface LiveBoard {

  /** The tenant's live streams, ordered by app and name. */
  Future<List<LiveEntry>> streams(TenantId tenant);

  /** How the streams of all tenants arrive. */
  Future<List<LiveHealth>> health();

  /**
   * Runs {@code listener} when something of the tenant's changed: a stream came or went, its tracks
   * or its viewers changed. At most once per report; must not block.
   */
  Subscription subscribe(TenantId tenant, Runnable listener);

  /** Ends a subscription. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
