package dev.weir.gateway.load;

import dev.weir.contract.identity.TenantId;
import dev.weir.gateway.analytics.Tallies;
import dev.weir.runtime.metering.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the bytes of media and playlists that are handed to viewers' connections, by tenant, and
 * has the counters of the bill, for which the kernel must have taken them, and the tallies of the
 * audience. Thread-safe. It knows as many tenants as were watched here since the start.
 */
public final class Egress {

  private final Meters bill;
  private final Tallies tallies;
  private final Map<TenantId, Meter> byTenant = new ConcurrentHashMap<>();

  /**
   * Nothing has gone out yet; what is billed is counted in {@code bill}, and told of the audience
   * in {@code tallies}.
   */
  public Egress(Meters bill, Tallies tallies) {
    this.bill = bill;
    this.tallies = tallies;
  }

  /** The same, where nobody looks at the audience. */
  public Egress(Meters bill) {
    this(bill, new Tallies());
  }

  /** What is counted of the audience. */
  public Tallies tallies() {
    return tallies;
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
