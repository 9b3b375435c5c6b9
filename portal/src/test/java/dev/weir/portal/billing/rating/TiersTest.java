package dev.weir.portal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.portal.billing.rating.Tiers.Mode;
import dev.weir.portal.billing.rating.Tiers.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prices with steps; and against adding up the units one by one. */
class TiersTest {

  private static final int CASES = 30;

  private static final List<Step> TWO =
      List.of(
          new Step(OptionalLong.of(10), new BigDecimal("0.30")),
          new Step(OptionalLong.empty(), new BigDecimal("0.20")));

  @Test
  void aGraduatedStepIsPaidForWhatFallsIntoIt() {
    Tiers tiers = new Tiers(Mode.GRADUATED, TWO);
    assertThat(amount(tiers, Ratio.of(10))).isEqualTo("3.00");
    assertThat(amount(tiers, Ratio.of(25, 2))).isEqualTo("3.50");
  }

  @Test
  void aVolumeStepIsPaidForAll() {
    Tiers tiers = new Tiers(Mode.VOLUME, TWO);
    assertThat(amount(tiers, Ratio.of(10))).isEqualTo("3.00");
    assertThat(amount(tiers, Ratio.of(25, 2))).isEqualTo("2.50");
  }

  @Test
  void nothingCostsNothing() {
    for (Mode mode : Mode.values()) {
      assertThat(new Tiers(mode, TWO).parts(Ratio.ZERO)).isEmpty();
    }
  }

  @Test
  void whatIsIncludedIsTakenFromTheFirstSteps() {
    Position position =
        new Position(new Measure.Egress(EgressMethod.TRAFFIC), 5, new Tiers(Mode.GRADUATED, TWO));
    assertThat(position.parts(Ratio.of(4))).isEmpty();
    assertThat(position.parts(Ratio.of(20)))
        .extracting(part -> part.quantity().decimal(0).intValue())
        .containsExactly(10, 5);
  }

  @Test
  void agreesWithAddingUpHundredthsOfUnits() {
    Random random = new Random(4_712);
    for (int i = 0; i < CASES; i++) {
      Tiers tiers = Usages.tiers(random);
      int hundredths = random.nextInt(60_000);
      BigDecimal sum = BigDecimal.ZERO;
      for (int unit = 1; unit <= hundredths; unit++) {
        int counts = tiers.mode() == Mode.VOLUME ? hundredths : unit;
        sum = sum.add(priceAt(tiers, counts));
      }
      assertThat(
              tiers.parts(Ratio.of(hundredths, 100)).stream()
                  .map(TierPart::amount)
                  .reduce(Ratio.ZERO, Ratio::plus))
          .as("%d hundredths by %s", hundredths, tiers)
          .isEqualTo(Ratio.of(sum).over(Ratio.of(100)));
    }
  }

  @Test
  void stepsRiseAndTheLastHasNoEnd() {
    Step ten = TWO.getFirst();
    Step last = TWO.getLast();
    for (List<Step> wrong :
        List.of(List.<Step>of(), List.of(ten), List.of(last, last), List.of(ten, ten, last))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Tiers(Mode.VOLUME, wrong));
    }
  }

  /** The price of the step that so many hundredths reach. */
  private static BigDecimal priceAt(Tiers tiers, int hundredths) {
    return tiers.steps().stream()
        .filter(step -> step.upTo().isEmpty() || hundredths <= step.upTo().getAsLong() * 100)
        .findFirst()
        .orElseThrow()
        .price();
  }

  private static String amount(Tiers tiers, Ratio quantity) {
    return tiers.parts(quantity).stream()
        .map(TierPart::amount)
        .reduce(Ratio.ZERO, Ratio::plus)
        .decimal(2)
        .toPlainString();
  }
}
