package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How many pictures are encoded for each tenant: here, as it happens, and on other nodes, as they
 * said it last. So a quota may be exceeded by what several nodes begin between two exchanges.
 * Thread-safe.
 */
final class TenantShares {

  private final Map<TenantId, Integer> here = new HashMap<>();
  private Map<TenantId, Long> elsewhere = Map.of();

  /** Takes as many as the tenant may still have of those that are wanted; to be given back. */
  synchronized int take(TenantId tenant, int wanted, long most) {
    int own = here.getOrDefault(tenant, 0);
    long left = Math.max(0, most - own - elsewhere.getOrDefault(tenant, 0L));
    int granted = (int) Math.min(wanted, left);
    count(tenant, own + granted);
    return granted;
  }

  synchronized void giveBack(TenantId tenant, int granted) {
    count(tenant, here.getOrDefault(tenant, 0) - granted);
  }

  /** What to tell the others about these tenants, and about all for whom something is encoded. */
  synchronized Map<TenantId, Long> told(Collection<TenantId> tenants) {
    Map<TenantId, Long> told = new HashMap<>();
    tenants.forEach(tenant -> told.put(tenant, 0L));
    here.forEach((tenant, count) -> told.put(tenant, (long) count));
    return told;
  }

  /** What the others have said; it replaces what they said before. */
  synchronized void heard(Map<TenantId, Long> others) {
    elsewhere = Map.copyOf(others);
  }

  private void count(TenantId tenant, int count) {
    if (count == 0) {
      here.remove(tenant);
    } else {
      here.put(tenant, count);
    }
  }
}
