package dev.weir.contract.metering;

import java.time.Instant;
import java.util.List;

/**
 * What a node's counters stand at, of those that have changed since the batch before. A seal with
 * more of them than a batch may have makes several batches of the same time.
 *
 * @param boot whose counters
 * @param sequence its place among the batches of the boot, from 1 without a gap
 * @param from since when the differences were counted; never after {@code sealedAt}. They belong to
 *     this moment's five minutes
 * @param sealedAt when they were read
 * @param last whether the boot has ended: no batch follows
 * @param readings each of another counter
 */
public record MeterBatch(
    MeterBoot boot,
    long sequence,
    Instant from,
    Instant sealedAt,
    boolean last,
    List<MeterReading> readings) {

  /** Most readings. */
  public static final int MAX_READINGS = 500;

  /** Copies the list; throws {@link IllegalArgumentException} for a batch that cannot be. */
  public MeterBatch {
    readings = List.copyOf(readings);
    require(sequence >= 1, "a batch's sequence begins with 1");
    require(!from.isAfter(sealedAt), "a batch is sealed after it begins");
    require(readings.size() <= MAX_READINGS, "a batch has at most " + MAX_READINGS + " readings");
    require(
        readings.stream().map(MeterReading::key).distinct().count() == readings.size(),
        "a batch reads each counter once");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
