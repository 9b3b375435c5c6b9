package dev.weir.gateway.remote;

import dev.weir.contract.identity.TenantId;
import java.util.HashMap;
import java.util.Map;

/** How many questions are out, so that one tenant's slow endpoint is no other's. Thread-safe. */
final class Crowd {

  /** Most questions of a tenant that are out at a time, on each gateway. */
  static final int MAX_PER_TENANT = 64;

  /** Most questions that are out at a time, on each gateway. */
  static final int MAX = 1_024;

  private final Map<TenantId, Integer> out = new HashMap<>();
  private int all;

  /** Counts one more, unless there are too many. */
  synchronized boolean enter(TenantId tenant) {
    int mine = out.getOrDefault(tenant, 0);
    if (mine >= MAX_PER_TENANT || all >= MAX) {
      return false;
    }
    out.put(tenant, mine + 1);
    all++;
    return true;
  }

  /** Counts one less. */
  synchronized void leave(TenantId tenant) {
    all--;
    out.computeIfPresent(tenant, (_, mine) -> mine == 1 ? null : mine - 1);
  }
}
