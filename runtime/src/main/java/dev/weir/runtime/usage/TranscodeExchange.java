package dev.weir.runtime.usage;

import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import java.util.Map;

/** One transcoder's line to the others: each tells the rest what it encodes for its tenants. */
@FunctionalInterface
public interface TranscodeExchange {

  /**
   * Tells how many pictures are encoded here for tenants; it replaces what was told before and
   * counts for some seconds.
   *
   * @param here by tenant; nothing takes back what was told about that tenant
   * @return how many are encoded for the same tenants on all other nodes together
   */
  Future<Map<TenantId, Long>> exchange(Map<TenantId, Long> here);
}
