package dev.weir.portal.billing.rating;

import static dev.weir.portal.billing.rating.Usages.MBIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.billing.rating.EgressSeries.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a month's five minutes come to, by each method; and against a second way to reckon it. */
class BandwidthTest {

  private static final int CASES = 60;

  @Test
  void of8640PointsThe433rdIsBilled() {
    BillingMonth september = Usages.month("2027-09", "UTC");
    List<Sent> rows = new ArrayList<>();
    for (int i = 0; i < 8640; i++) {
      rows.add(new Sent(september.begins().plus(BillingMonth.POINT.multipliedBy(i)), MBIT * i));
    }
    assertThat(quantity(EgressMethod.MONTHLY_95TH, september, rows)).isEqualTo(Ratio.of(8207));
  }

  @Test
  void aMonthUsedForTenDaysPaysTenDaysOfIts95th() {
    BillingMonth june = Usages.month("2027-06", "UTC");
    List<Sent> rows = new ArrayList<>();
    for (int i = 0; i < 10 * 288; i++) {
      rows.add(new Sent(june.begins().plus(BillingMonth.POINT.multipliedBy(i)), MBIT * 90));
    }
    assertThat(quantity(EgressMethod.MONTHLY_95TH, june, rows)).isEqualTo(Ratio.of(30));
  }

  @Test
  void threeDaysHaveNoFourthPeak() {
    BillingMonth may = Usages.month("2027-05", "Asia/Shanghai");
    List<Sent> rows = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      rows.add(new Sent(may.begins().plus(Duration.ofDays(day)), MBIT * (100 + day)));
    }
    assertThat(quantity(EgressMethod.MONTHLY_FOURTH_PEAK, may, rows)).isEqualTo(Ratio.ZERO);
    rows.add(new Sent(may.ends().minusSeconds(1), MBIT * 500));
    assertThat(quantity(EgressMethod.MONTHLY_FOURTH_PEAK, may, rows)).isEqualTo(Ratio.of(100));
    assertThat(quantity(EgressMethod.DAILY_PEAK, may, rows)).isEqualTo(Ratio.of(803));
  }

  /** Shanghai's midnight is at 16:00 UTC. */
  @Test
  void daysBeginAtTheTenantsMidnight() {
    BillingMonth month = Usages.month("2027-05", "Asia/Shanghai");
    Instant midnight = Instant.parse("2027-05-10T16:00:00Z");
    List<Sent> rows =
        List.of(new Sent(midnight.minusSeconds(1), MBIT * 7), new Sent(midnight, MBIT * 5));
    assertThat(quantity(EgressMethod.DAILY_PEAK, month, rows)).isEqualTo(Ratio.of(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-02", "2028-02", "2027-04", "2027-12"})
  void monthsHaveThePointsOfTheirDays(String month) {
    BillingMonth utc = Usages.month(month, "UTC");
    assertThat(utc.points()).isEqualTo(utc.days() * 288);
  }

  @Test
  void aMonthInWhichClocksChangeIsAnHourShorterOrLonger() {
    assertThat(Usages.month("2027-03", "Europe/Berlin").points()).isEqualTo(31 * 288 - 12);
    assertThat(Usages.month("2027-10", "Europe/Berlin").points()).isEqualTo(31 * 288 + 12);
  }

  /** The second way: by calendar days and sorted lists, in whole bytes. */
  @Test
  void agreesWithASecondReckoningAnywhereAndAtAnyTime() {
    Random random = new Random(20_271);
    for (int i = 0; i < CASES; i++) {
      BillingMonth month = Usages.month(random);
      List<Sent> rows = rows(month, random);
      assertThat(quantity(EgressMethod.DAILY_PEAK, month, rows))
          .as("%s", month)
          .isEqualTo(rate(peaks(month, rows).values().stream().mapToLong(Long::longValue).sum()));
      assertThat(quantity(EgressMethod.MONTHLY_FOURTH_PEAK, month, rows))
          .as("%s", month)
          .isEqualTo(rate(fourth(peaks(month, rows))));
      assertThat(quantity(EgressMethod.MONTHLY_95TH, month, rows))
          .as("%s", month)
          .isEqualTo(
              rate(ninetyFifth(month, rows))
                  .times(Ratio.of(peaks(month, rows).size(), month.month().lengthOfMonth())));
    }
  }

  private static List<Sent> rows(BillingMonth month, Random random) {
    List<Sent> rows = new ArrayList<>();
    long seconds = month.length().toSeconds();
    for (int i = random.nextInt(4_000); i > 0; i--) {
      Instant time = month.begins().plusSeconds(random.nextLong(seconds));
      rows.add(new Sent(time, 1 + random.nextLong(1L << 40)));
    }
    return rows;
  }

  private static Map<Long, Long> points(List<Sent> rows) {
    Map<Long, Long> points = new TreeMap<>();
    rows.forEach(row -> points.merge(row.time().getEpochSecond() / 300, row.bytes(), Long::sum));
    return points;
  }

  private static Map<LocalDate, Long> peaks(BillingMonth month, List<Sent> rows) {
    Map<LocalDate, Long> peaks = new TreeMap<>();
    points(rows)
        .forEach((point, bytes) ->
            peaks.merge(
                ZonedDateTime.ofInstant(Instant.ofEpochSecond(point * 300), month.zone())
                    .toLocalDate(),
                bytes,
                Math::max));
    return peaks;
  }

  private static long fourth(Map<LocalDate, Long> peaks) {
    return peaks.values().stream().sorted(Comparator.reverseOrder()).skip(3).findFirst().orElse(0L);
  }

  private static long ninetyFifth(BillingMonth month, List<Sent> rows) {
    List<Long> all = new ArrayList<>(points(rows).values());
    long slots = Duration.between(month.begins(), month.ends()).toMinutes() / 5;
    all.addAll(Collections.nCopies((int) slots - all.size(), 0L));
    all.sort(Comparator.reverseOrder());
    return all.subList((int) (slots * 5 / 100), all.size()).getFirst();
  }

  private static Ratio rate(long bytes) {
    return Ratio.of(bytes).over(Ratio.of(MBIT));
  }

  private static Ratio quantity(EgressMethod method, BillingMonth month, List<Sent> rows) {
    return new Measure.Egress(method).quantity(Usages.sent(month, rows));
  }
}
