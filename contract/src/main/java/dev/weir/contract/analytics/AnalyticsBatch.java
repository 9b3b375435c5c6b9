package dev.weir.contract.analytics;

import dev.weir.contract.metering.MeterBoot;
import java.time.Instant;
import java.util.List;

/**
 * A part of what one node counted within a minute.
 *
 * @param boot who counted
 * @param sequence tells the batches of a boot apart, from 1
 * @param minute its beginning
 * @param lines each of another tenant, place, dimension or value
 */
public record AnalyticsBatch(
    MeterBoot boot, long sequence, Instant minute, List<AnalyticsLine> lines) {

  /** Most lines. */
  public static final int MAX_LINES = 500;

  private static final long SECONDS = 60;

  /** Copies the list; throws {@link IllegalArgumentException} for a batch that cannot be. */
  public AnalyticsBatch {
    lines = List.copyOf(lines);
    boolean whole = minute.getEpochSecond() % SECONDS == 0 && minute.getNano() == 0;
    if (sequence < 1 || lines.size() > MAX_LINES || !whole) {
      throw new IllegalArgumentException("no batch: sequence=" + sequence + " minute=" + minute);
    }
  }
}
