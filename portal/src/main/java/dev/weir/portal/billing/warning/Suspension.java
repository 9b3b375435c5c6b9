package dev.weir.portal.billing.warning;

import dev.weir.contract.identity.TenantId;

/** Takes tenants out of service. A seam: rooms of the operator do it. For virtual threads. */
@FunctionalInterface
public interface Suspension {

  /** Does nothing to a tenant that is suspended already. */
  void suspend(TenantId tenant, String reason);
}
