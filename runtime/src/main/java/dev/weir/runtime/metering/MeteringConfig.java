package dev.weir.runtime.metering;

import dev.weir.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * How counting is told.
 *
 * @param interval between two seals; divides a minute, so that a batch is of one five minutes
 * @param journalMaxBytes how much may wait on disk for the control plane
 */
public record MeteringConfig(Duration interval, long journalMaxBytes) {

  /** Longest time between two seals. */
  public static final Duration MAX_INTERVAL = Duration.ofMinutes(1);

  private static final long MIN_JOURNAL_BYTES = 16 << 20;
  private static final long MINUTE_S = 60;

  /** Throws {@link IllegalArgumentException} for what cannot be. */
  public MeteringConfig {
    if (!divides(interval)) {
      throw new IllegalArgumentException("an interval is whole seconds that divide a minute");
    }
  }

  /** Reads {@code metering.*}. */
  public static MeteringConfig read(ConfigReader config) {
    Duration interval = config.duration("metering.interval", Duration.ofSeconds(10));
    if (!divides(interval)) {
      config.problem(
          "metering.interval is " + interval + ", expected whole seconds that divide a minute");
      interval = MAX_INTERVAL;
    }
    long bytes = config.bytes("metering.journal-max", 1L << 30);
    if (bytes < MIN_JOURNAL_BYTES) {
      config.problem("metering.journal-max is " + bytes + ", expected 16MiB or more");
    }
    return new MeteringConfig(interval, bytes);
  }

  private static boolean divides(Duration interval) {
    long seconds = interval.toSeconds();
    return seconds > 0 && interval.equals(Duration.ofSeconds(seconds)) && MINUTE_S % seconds == 0;
  }
}
