package dev.weir.portal.alarm;

import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many alarms of each tenant are raised, for the bell of every page. A number is remembered for
 * {@link #FRESH}; a database that does not answer leaves no mark. Thread-safe; asks on virtual
 * threads.
 */
public final class AlarmCount {

  /** How old a number may be. */
  static final Duration FRESH = Duration.ofSeconds(5);

  /** Most tenants whose number is remembered. */
  static final int MAX_REMEMBERED = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(AlarmCount.class);

  private final Alarms alarms;
  private final TimeSource time;
  private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

  /** Counts these. */
  public AlarmCount(Alarms alarms, TimeSource time) {
    this.alarms = alarms;
    this.time = time;
  }

  private record Known(long count, long atNanos) {}

  /** How many are raised, as far as it is known. */
  public long of(TenantId tenant) {
    long now = time.nanos();
    Known before = known.getOrDefault(tenant, new Known(0, now - FRESH.toNanos()));
    if (now - before.atNanos() < FRESH.toNanos()) {
      return before.count();
    }
    if (known.size() >= MAX_REMEMBERED) {
      known.clear();
    }
    long count = ask(tenant);
    known.put(tenant, new Known(count, now));
    return count;
  }

  private long ask(TenantId tenant) {
    try {
      return alarms.count(tenant);
    } catch (Exception away) {
      LOG.debug("event=alarm.not-counted", away);
      return 0;
    }
  }
}
