package dev.weir.portal.billing.bill;

import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.month.LedgerSums;
import dev.weir.portal.billing.rating.BillingMonth;
import dev.weir.portal.billing.rating.EgressSeries.Sent;
import dev.weir.portal.billing.rating.MonthUsage;
import dev.weir.portal.billing.rating.Ratio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that is planned: an event that is sent to viewers, and what is kept of it. Pure.
 *
 * @param viewers on average
 * @param kbitPerS what each of them gets
 * @param minutes how long it takes, once
 * @param times how often it takes place in a month, once a day at most
 * @param rungs into what it is encoded
 * @param recorded whether it is recorded, and kept for a month
 */
public record Plan(
    long viewers,
    long kbitPerS,
    long minutes,
    int times,
    Set<MeterDetail> rungs,
    boolean recorded) {

  /** Most viewers. */
  public static final long MAX_VIEWERS = 10_000_000;

  /** Most kbit/s. */
  public static final long MAX_KBIT_PER_S = 200_000;

  /** Most minutes of one time: a day. */
  public static final long MAX_MINUTES = 1_440;

  /** Most times in a month. */
  public static final int MAX_TIMES = 28;

  private static final long BYTES_PER_KBIT = 125;
  private static final long SECONDS_OF_A_MINUTE = 60;
  private static final long MINUTE_MS = 60_000;

  /** Copies the rungs. */
  public Plan {
    rungs = Set.copyOf(rungs);
  }

  /** The month as it is when nothing else is used in it. */
  MonthUsage usage(BillingMonth month) {
    long bytesPerS = Math.multiplyExact(viewers, kbitPerS) * BYTES_PER_KBIT;
    long seconds = minutes * SECONDS_OF_A_MINUTE;
    Map<MeterDetail, Ratio> counts = new EnumMap<>(MeterDetail.class);
    counts.put(MeterDetail.HLS, Ratio.of(bytesPerS).times(Ratio.of(seconds * times)));
    counts.put(MeterDetail.PUSH_TIME, Ratio.of(minutes * MINUTE_MS * times));
    counts.put(
        MeterDetail.PUSH_BYTES,
        Ratio.of(kbitPerS * BYTES_PER_KBIT).times(Ratio.of(seconds * times)));
    rungs.forEach(rung -> counts.put(rung, Ratio.of(minutes * MINUTE_MS * times)));
    if (recorded) {
      counts.put(MeterDetail.TAKE, Ratio.of(minutes * MINUTE_MS * times));
      counts.put(
          MeterDetail.RECORDINGS,
          Ratio.of(kbitPerS * BYTES_PER_KBIT)
              .times(Ratio.of(seconds * times))
              .times(Ratio.of(month.length().toHours())));
    }
    return LedgerSums.usage(month, counts, sent(month, bytesPerS));
  }

  /** On the first days of the month, from midnight on. */
  private List<Sent> sent(BillingMonth month, long bytesPerS) {
    List<Sent> sent = new ArrayList<>();
    for (int day = 1; day <= times; day++) {
      Instant begin = month.month().atDay(day).atStartOfDay(month.zone()).toInstant();
      Instant end = begin.plusSeconds(minutes * SECONDS_OF_A_MINUTE);
      for (Instant at = begin; at.isBefore(end); at = at.plus(BillingMonth.POINT)) {
        long left = end.getEpochSecond() - at.getEpochSecond();
        long length = Math.min(left, BillingMonth.POINT.toSeconds());
        if (month.holds(at)) {
          sent.add(new Sent(at, Math.multiplyExact(bytesPerS, length)));
        }
      }
    }
    return sent;
  }
}
