package dev.weir.gateway.load;

import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.metering.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the bytes of media and playlists that are handed to viewers' connections, by tenant, and
 * has the counters of the bill, for which the kernel must have taken them. Thread-safe. It knows as
 * many tenants as were watched here since the start.
 */
public final class Egress {

  private final Meters bill;
  private final Map<TenantId, Meter> byTenant = new ConcurrentHashMap<>();

  /** Nothing has gone out yet; what is billed is counted in {@code bill}. */
  public Egress(Meters bill) {
    this.bill = bill;
  }

  /** The counters of the bill. */
  public Meters bill() {
    return bill;
  }

  /** A tenant's meter, always the same: whoever sends often keeps it. */
  public Meter of(TenantId tenant) {
    Meter known = byTenant.get(tenant);
    return known != null ? known : byTenant.computeIfAbsent(tenant, _ -> new Meter());
  }

  /** All since start. */
  public long totalBytes() {
    long total = 0;
    for (Meter meter : byTenant.values()) {
      total += meter.totalBytes();
    }
    return total;
  }

  /** What goes out for one tenant. Thread-safe. */
  public static final class Meter {

    private final LongAdder bytes = new LongAdder();

    private Meter() {}

    /** So many more. */
    public void sent(long count) {
      bytes.add(count);
    }

    /** All since start. */
    public long totalBytes() {
      return bytes.sum();
    }
  }
}
