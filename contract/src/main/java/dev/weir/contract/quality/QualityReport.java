package dev.weir.contract.quality;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import java.time.Instant;
import java.util.List;

/**
 * What players told one node since its report before, or a part of it.
 *
 * @param node which
 * @param boot which start of it
 * @param sequence of the report among those of the start, from 1
 * @param minute that all of it belongs to: its beginning
 * @param series each by another key
 */
public record QualityReport(
    NodeId node, BootId boot, long sequence, Instant minute, List<Series> series) {

  /** Most series of a report. */
  public static final int MAX_SERIES = 100;

  /** Copies the list; throws {@link IllegalArgumentException} for a report that cannot be. */
  public QualityReport {
    series = List.copyOf(series);
    if (sequence < 1 || series.size() > MAX_SERIES || minute.getEpochSecond() % 60 != 0) {
      throw new IllegalArgumentException("a report of a minute has at most so many series");
    }
  }

  /** The sums of one key. */
  public record Series(QualityKey key, QualitySums sums) {}
}
