package dev.weir.runtime.usage;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import io.vertx.core.Future;

/** What tenants use over all gateways. */
@FunctionalInterface
public interface UsageBoard {

  /** What a tenant uses; fails when nobody can say. */
  Future<TenantUse> use(TenantId tenant);
}
