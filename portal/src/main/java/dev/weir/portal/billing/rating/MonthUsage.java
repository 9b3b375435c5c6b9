package dev.weir.portal.billing.rating;

import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterDetail;
import java.util.Map;

/**
 * What a tenant used in a month, as it stands in the ledger. What came too late for the bill of the
 * month before is in the counts of this one, and not in its series.
 *
 * @param month when
 * @param counts by what they are counted: bytes, milliseconds or pieces
 * @param storedByteHours bytes times the hours that they were kept
 * @param egress what was sent to viewers, by five minutes
 */
public record MonthUsage(
    BillingMonth month,
    Map<MeterDetail, Ratio> counts,
    Ratio storedByteHours,
    EgressSeries egress) {

  /** Throws {@link IllegalArgumentException} for less than nothing. */
  public MonthUsage {
    counts = Map.copyOf(counts);
    boolean below = counts.values().stream().anyMatch(count -> count.compareTo(Ratio.ZERO) < 0);
    if (below || storedByteHours.compareTo(Ratio.ZERO) < 0) {
      throw new IllegalArgumentException("usage is not below nothing");
    }
  }

  /** What was sent to viewers, whatever way. */
  Ratio egressBytes() {
    return MeterDetail.of(Meter.EGRESS_BYTES).stream()
        .map(this::count)
        .reduce(Ratio.ZERO, Ratio::plus);
  }

  Ratio count(MeterDetail detail) {
    return counts.getOrDefault(detail, Ratio.ZERO);
  }
}
