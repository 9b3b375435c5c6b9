package dev.weir.portal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Parts of an amount. */
class ApportionmentTest {

  private static final int CASES = 300;

  @Test
  void whatIsLeftGoesToTheLargestFractions() {
    assertThat(Apportionment.of(100, weights(1, 1, 1))).containsExactly(34L, 33L, 33L);
    assertThat(Apportionment.of(10, weights(5, 3, 1))).containsExactly(6L, 3L, 1L);
    assertThat(Apportionment.of(-100, weights(1, 1, 1))).containsExactly(-34L, -33L, -33L);
  }

  @Test
  void ofNothingTheLastIsTheWhole() {
    assertThat(Apportionment.of(7, weights(0, 0))).containsExactly(0L, 7L);
    assertThatIllegalArgumentException().isThrownBy(() -> Apportionment.of(7, List.of()));
  }

  @Test
  void partsAddUpAndAreNoUnitAwayFromTheirShare() {
    Random random = new Random(7_331);
    for (int i = 0; i < CASES; i++) {
      long minor = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      List<Ratio> weights =
          Stream.generate(() -> Ratio.of(random.nextLong(1L << 50), 1 + random.nextInt(9)))
              .limit(1 + random.nextInt(40))
              .toList();
      List<Long> parts = Apportionment.of(minor, weights);
      Ratio whole = weights.stream().reduce(Ratio.ZERO, Ratio::plus);
      assertThat(parts.stream().mapToLong(Long::longValue).sum()).isEqualTo(minor);
      for (int place = 0; place < parts.size(); place++) {
        Ratio exact = Ratio.of(minor).times(weights.get(place)).over(whole);
        assertThat(Ratio.of(parts.get(place)).minus(exact).decimal(6).abs())
            .isLessThanOrEqualTo(BigDecimal.ONE);
      }
    }
  }

  private static List<Ratio> weights(long... values) {
    return Arrays.stream(values).mapToObj(Ratio::of).toList();
  }
}
