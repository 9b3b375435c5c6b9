package dev.weir.gateway.quota;

import dev.weir.gateway.load.Egress;
import java.time.Duration;

/**
 * A tenant's egress over the last seconds: long enough for players of segments, who take much at
 * once and then nothing, and short enough to follow a crowd. One thread.
 */
final class RecentEgress {

  /** How many looks back the rate is taken from. */
  static final int LOOKS = 5;

  private static final long BITS = 8;
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final Egress.Meter meter;
  private final long[] bytes = new long[LOOKS];
  private final long[] nanos = new long[LOOKS];
  private int looks;

  /** Begins with what has gone out by {@code nowNanos}. */
  RecentEgress(Egress.Meter meter, long nowNanos) {
    this.meter = meter;
    keep(meter.totalBytes(), nowNanos);
  }

  /** Looks at the meter, once a second; bits a second since {@link #LOOKS} looks ago. */
  long look(long nowNanos) {
    int oldest = looks < LOOKS ? 0 : looks % LOOKS;
    long passed = nowNanos - nanos[oldest];
    if (passed <= 0) {
      return 0;
    }
    long total = meter.totalBytes();
    long bits = Math.round((total - bytes[oldest]) * BITS * NANOS / passed);
    keep(total, nowNanos);
    return bits;
  }

  private void keep(long total, long nowNanos) {
    bytes[looks % LOOKS] = total;
    nanos[looks % LOOKS] = nowNanos;
    looks++;
  }
}
