package dev.weir.portal.quota;

import dev.weir.contract.identity.TenantId;
import java.util.Map;

/** How much of what the nodes count a tenant uses at this moment. May wait for the answer. */
@FunctionalInterface
public interface LiveUse {

  /** By kind, in the kind's unit; what nobody can say right now is not there. */
  Map<QuotaKind, Long> of(TenantId tenant);

  /** Nobody can say. */
  static LiveUse unknown() {
    return _ -> Map.of();
  }
}
