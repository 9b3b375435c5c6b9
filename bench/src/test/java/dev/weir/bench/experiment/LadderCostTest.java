package dev.weir.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bench.machine.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LadderCostTest {

  private static final double WINDOW_SECONDS = 10;

  @Test
  void takesTheServersOwnWorkForTheStreamOff() {
    LadderCost cost = cost(0);

    assertThat(cost.weir()).isCloseTo(0.62, within(1e-9));
    assertThat(cost.server()).isCloseTo(0.02, within(1e-9));
    assertThat(cost.single()).isCloseTo(0.6, within(1e-9));
    assertThat(cost.perRung()).isCloseTo(0.8, within(1e-9));
    assertThat(cost.savedDecodings(3)).isCloseTo(0.9, within(1e-9));
    assertThat(cost.disturbance()).isEmpty();
  }

  @Test
  void isDisturbedWhereAnyOfItsWindowsWas() {
    assertThat(cost(2).disturbance()).isEqualTo("disturbed by stranger");
  }

  private static LadderCost cost(double strangerSeconds) {
    return new LadderCost(
        usage(7.2, 0.5, 0),
        usage(1.0, 0.3, 0),
        usage(6, 6, 0),
        List.of(usage(4, 4, 0), usage(2.5, 2.5, strangerSeconds), usage(1.5, 1.5, 0)),
        usage(1, 1, 0));
  }

  private static Usage usage(double seconds, double mainSeconds, double strangerSeconds) {
    return new Usage(WINDOW_SECONDS, seconds, mainSeconds, 1, 0.1, strangerSeconds, "stranger");
  }
}
