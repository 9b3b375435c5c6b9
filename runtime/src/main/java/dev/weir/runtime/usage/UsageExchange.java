package dev.weir.runtime.usage;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import io.vertx.core.Future;
import java.util.Map;

/** One gateway's line to the others: each tells the rest what its tenants use there. */
@FunctionalInterface
public interface UsageExchange {

  /**
   * Tells what tenants use here; it replaces what was told before and counts for some seconds.
   *
   * @param here by tenant; nothing takes back what was told about that tenant
   * @return what the same tenants use on all other gateways together
   */
  Future<Map<TenantId, TenantUse>> exchange(Map<TenantId, TenantUse> here);
}
