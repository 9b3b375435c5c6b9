package dev.weir.portal.billing.rating;

import dev.weir.contract.metering.MeterDetail;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** Months, usage and prices to rate. */
final class Usages {

  static final long GIB = 1L << 30;

  /** Bytes in five minutes at 1 Mbit/s. */
  static final long MBIT = 37_500_000;

  private static final List<String> ZONES =
      List.of("UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Asia/Kathmandu");

  private Usages() {}

  static BillingMonth month(String month, String zone) {
    return new BillingMonth(YearMonth.parse(month), ZoneId.of(zone));
  }

  /** Any month of three years, one of them with a leap day, anywhere. */
  static BillingMonth month(Random random) {
    YearMonth month = YearMonth.of(2027, 1).plusMonths(random.nextInt(36));
    return new BillingMonth(month, ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
  }

  /** Nothing but what viewers were sent. */
  static MonthUsage sent(BillingMonth month, List<EgressSeries.Sent> rows) {
    long bytes = rows.stream().mapToLong(EgressSeries.Sent::bytes).sum();
    return new MonthUsage(
        month, Map.of(MeterDetail.FLV, Ratio.of(bytes)), Ratio.ZERO, EgressSeries.of(month, rows));
  }

  static MonthUsage counted(BillingMonth month, MeterDetail detail, long count) {
    return new MonthUsage(
        month, Map.of(detail, Ratio.of(count)), Ratio.ZERO, EgressSeries.of(month, List.of()));
  }

  static Position flat(Measure measure, String price) {
    return new Position(measure, 0, Tiers.flat(new BigDecimal(price)));
  }

  static Position flat(EgressMethod method, String price) {
    return flat(new Measure.Egress(method), price);
  }

  /** Steps that rise, at prices of some decimals. */
  static Tiers tiers(Random random) {
    List<Tiers.Step> steps = new ArrayList<>();
    long end = 0;
    for (int i = random.nextInt(5); i > 0; i--) {
      end += 1 + random.nextInt(500);
      steps.add(new Tiers.Step(OptionalLong.of(end), price(random)));
    }
    steps.add(new Tiers.Step(OptionalLong.empty(), price(random)));
    Tiers.Mode mode = random.nextBoolean() ? Tiers.Mode.GRADUATED : Tiers.Mode.VOLUME;
    return new Tiers(mode, steps);
  }

  private static BigDecimal price(Random random) {
    return BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(Tiers.MAX_PRICE_SCALE + 1));
  }
}
