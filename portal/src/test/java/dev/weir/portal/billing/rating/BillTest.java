package dev.weir.portal.billing.rating;

import static dev.weir.portal.billing.rating.Usages.GIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterDetail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines, discount, minimum, credits and tax; and against a second way to reckon a whole bill. */
class BillTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final BillingMonth MAY = Usages.month("2027-05", "UTC");
  private static final int CASES = 300;

  @Test
  void halvesOfACentAreRoundedUpOncePerLine() {
    assertThat(lineOf("0.005", GIB)).isEqualTo(1);
    assertThat(lineOf("0.00499999", GIB)).isZero();
    assertThat(lineOf("0.00333333", 3 * GIB)).isEqualTo(1);
  }

  @Test
  void aYenHasNoCents() {
    RateCard card =
        new RateCard(
            Currency.getInstance("JPY"),
            Map.of(EgressMethod.TRAFFIC, Usages.flat(EgressMethod.TRAFFIC, "10.4")),
            List.of());
    assertThat(bill(terms(card, 0, 0, 0), traffic(5 * GIB), 0).totalMinor()).isEqualTo(52);
  }

  @Test
  void whatIsMissingToTheMinimumIsAddedBeforeCreditsAndTax() {
    Terms terms = terms(card("1.00"), 1_000, 2_000, 1_900);
    Bill bill = bill(terms, traffic(10 * GIB), 500);
    assertThat(bill.discountMinor()).isEqualTo(100);
    assertThat(bill.minimumMinor()).isEqualTo(1_100);
    assertThat(bill.creditMinor()).isEqualTo(500);
    assertThat(bill.taxMinor()).isEqualTo(285);
    assertThat(bill.totalMinor()).isEqualTo(1_785);
  }

  @Test
  void creditIsNotPaidOut() {
    Bill bill = bill(terms(card("1.00"), 0, 0, 1_900), traffic(GIB), 5_000);
    assertThat(bill.creditMinor()).isEqualTo(100);
    assertThat(bill.totalMinor()).isZero();
  }

  @Test
  void aGibibyteKeptForAllOfAMonthIsAGibMonthWhereverClocksChange() {
    for (String month : List.of("2027-02", "2028-02", "2027-03", "2027-10")) {
      BillingMonth berlin = Usages.month(month, "Europe/Berlin");
      Ratio byteHours = Ratio.of(GIB).times(Ratio.of(berlin.length().toHours()));
      MonthUsage usage =
          new MonthUsage(berlin, Map.of(), byteHours, EgressSeries.of(berlin, List.of()));
      assertThat(new Measure.Stored().quantity(usage)).isEqualTo(Ratio.of(1));
    }
  }

  @Test
  void nothingHasTwoPrices() {
    Position all = Usages.flat(Measure.Counted.all(Meter.TRANSCODE_MS), "0.01");
    Position some = Usages.flat(new Measure.Counted(EnumSet.of(MeterDetail.H264_HD)), "0.02");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateCard(EUR, Map.of(), List.of(all, some)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Measure.Counted(EnumSet.of(MeterDetail.FLV)));
  }

  @Test
  void theSameMonthStandsSideBySideByEachMethod() {
    Map<EgressMethod, Position> egress = new EnumMap<>(EgressMethod.class);
    for (EgressMethod method : EgressMethod.values()) {
      egress.put(method, Usages.flat(method, "1"));
    }
    Terms terms = terms(new RateCard(EUR, egress, List.of()), 0, 0, 0);
    MonthUsage usage =
        Usages.sent(MAY, List.of(new EgressSeries.Sent(MAY.begins(), 8 * Usages.MBIT)));
    Map<EgressMethod, Long> totals = new EnumMap<>(EgressMethod.class);
    Bill.byEachMethod(terms, usage, 0)
        .forEach((method, bill) -> totals.put(method, bill.totalMinor()));
    assertThat(totals)
        .containsEntry(EgressMethod.TRAFFIC, 28L)
        .containsEntry(EgressMethod.DAILY_PEAK, 800L)
        .containsEntry(EgressMethod.MONTHLY_95TH, 0L)
        .containsEntry(EgressMethod.MONTHLY_FOURTH_PEAK, 0L);
  }

  /** The second way: decimals with forty places, rounded as the card says. */
  @Test
  void agreesWithASecondReckoning() {
    Random random = new Random(99_991);
    for (int i = 0; i < CASES; i++) {
      BillingMonth month = Usages.month(random);
      long included = random.nextInt(50);
      Tiers tiers = Usages.tiers(random);
      Position egress = new Position(new Measure.Egress(EgressMethod.TRAFFIC), included, tiers);
      RateCard card = new RateCard(EUR, Map.of(EgressMethod.TRAFFIC, egress), List.of());
      int discount = random.nextInt(10_001);
      long minimum = random.nextInt(100_000);
      int tax = random.nextInt(3_000);
      long credit = random.nextInt(50_000);
      long bytes = random.nextLong(2_000 * GIB);
      Bill bill =
          bill(
              terms(card, discount, minimum, tax),
              Usages.counted(month, MeterDetail.HLS, bytes),
              credit);
      BigDecimal line = reckoned(tiers, included, bytes);
      BigDecimal afterDiscount = line.subtract(cents(line.multiply(share(discount))));
      BigDecimal owed = afterDiscount.max(BigDecimal.valueOf(minimum, 2));
      BigDecimal net = owed.subtract(BigDecimal.valueOf(credit, 2).min(owed));
      BigDecimal total = net.add(cents(net.multiply(share(tax))));
      assertThat(BigDecimal.valueOf(bill.totalMinor(), 2))
          .as("case %d: %s", i, bill)
          .isEqualByComparingTo(total);
      assertThat(
              bill(
                  terms(card, discount, minimum, tax),
                  Usages.counted(month, MeterDetail.HLS, bytes),
                  credit))
          .isEqualTo(bill);
    }
  }

  private static BigDecimal reckoned(Tiers tiers, long included, long bytes) {
    BigDecimal units =
        BigDecimal.valueOf(bytes)
            .divide(BigDecimal.valueOf(GIB), 40, RoundingMode.HALF_EVEN)
            .subtract(BigDecimal.valueOf(included))
            .max(BigDecimal.ZERO);
    BigDecimal amount = BigDecimal.ZERO;
    BigDecimal below = BigDecimal.ZERO;
    for (Tiers.Step step : tiers.steps()) {
      BigDecimal end =
          step.upTo().isPresent() ? BigDecimal.valueOf(step.upTo().getAsLong()) : units;
      if (tiers.mode() == Tiers.Mode.VOLUME) {
        if (units.compareTo(below) > 0 && units.compareTo(end) <= 0) {
          return cents(units.multiply(step.price()));
        }
      } else {
        BigDecimal within = units.min(end).subtract(below).max(BigDecimal.ZERO);
        amount = amount.add(within.multiply(step.price()));
      }
      below = end;
    }
    return cents(amount);
  }

  private static BigDecimal share(int basisPoints) {
    return BigDecimal.valueOf(basisPoints, 4);
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static long lineOf(String price, long bytes) {
    return bill(terms(card(price), 0, 0, 0), traffic(bytes), 0).totalMinor();
  }

  private static MonthUsage traffic(long bytes) {
    return Usages.counted(MAY, MeterDetail.FLV, bytes);
  }

  private static RateCard card(String price) {
    return new RateCard(
        EUR, Map.of(EgressMethod.TRAFFIC, Usages.flat(EgressMethod.TRAFFIC, price)), List.of());
  }

  private static Terms terms(RateCard card, int discount, long minimumMinor, int tax) {
    return new Terms(
        card,
        EgressMethod.TRAFFIC,
        new Share(discount),
        minimumMinor,
        Optional.of(new Terms.Tax("VAT", new Share(tax))));
  }

  private static Bill bill(Terms terms, MonthUsage usage, long creditMinor) {
    return Bill.of(terms, usage, creditMinor);
  }
}
