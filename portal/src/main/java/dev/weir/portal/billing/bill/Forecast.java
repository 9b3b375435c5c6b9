package dev.weir.portal.billing.bill;

import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.month.LedgerSums;
import dev.weir.portal.billing.rating.BillingMonth;
import dev.weir.portal.billing.rating.EgressSeries.Sent;
import dev.weir.portal.billing.rating.MonthUsage;
import dev.weir.portal.billing.rating.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a month may come to: what was used so far, and for the rest of it the last seven days again,
 * hour for hour. Pure.
 */
final class Forecast {

  /** What is looked back at: a week, so that weekends stay weekends. */
  static final Duration PATTERN = Duration.ofDays(7);

  private Forecast() {}

  /**
   * The month's usage as it may be.
   *
   * @param soFar from the month's begin
   * @param week of the last seven days, which may have begun before the month
   * @param now the end of both, a whole five minutes
   */
  static MonthUsage of(BillingMonth month, LedgerSums soFar, LedgerSums week, Instant now) {
    Duration rest = Duration.between(now, month.ends());
    if (rest.isNegative()) {
      return soFar.usage(month);
    }
    Ratio times = Ratio.of(rest.toSeconds(), PATTERN.toSeconds());
    Map<MeterDetail, Ratio> counts = new EnumMap<>(MeterDetail.class);
    counts.putAll(soFar.counts());
    week.counts().forEach((detail, count) -> counts.merge(detail, count.times(times), Ratio::plus));
    List<Sent> sent = new ArrayList<>(soFar.sent());
    sent.addAll(again(month, week, now));
    return LedgerSums.usage(month, counts, sent);
  }

  /** The week's points from now on, over and over. */
  private static List<Sent> again(BillingMonth month, LedgerSums week, Instant now) {
    Map<Instant, Long> points = new HashMap<>();
    week.sent().forEach(point -> points.merge(point.time(), point.bytes(), Long::sum));
    List<Sent> sent = new ArrayList<>();
    points.forEach((time, bytes) -> {
      for (Instant at = time.plus(PATTERN); at.isBefore(month.ends()); at = at.plus(PATTERN)) {
        if (!at.isBefore(now)) {
          sent.add(new Sent(at, bytes));
        }
      }
    });
    return sent;
  }
}
