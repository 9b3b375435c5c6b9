package dev.weir.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bench.machine.Usage;
import dev.weir.bench.swarm.Percentiles;
import dev.weir.bench.swarm.SwarmReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutcomesTest {

  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final double WINDOW_SECONDS = 10;
  private static final double QUIET = 0.1;
  private static final double LOUD = 3;

  private final Outcomes outcomes = new Outcomes();

  @Test
  void dividesWhatWasDeliveredByTheServersTime() {
    // 250 MB in 10 s at a fifth of a core.
    assertThat(outcome(2.0, QUIET).megabytesPerProcessorSecond()).isCloseTo(125, within(0.01));
  }

  @Test
  void leavesDisturbedRunsOut() {
    outcomes.add(outcome(2.0, QUIET));
    outcomes.add(outcome(2.5, QUIET));
    outcomes.add(outcome(9.0, LOUD));
    outcomes.add(outcome(9.5, LOUD));

    assertThat(outcomes.median("weir", "video", 1000, o -> o.usage().serverSeconds()))
        .isEqualTo(2.25);
    assertThat(outcomes.doubtful()).isFalse();
    assertThat(outcomes.wantsMore("weir", "video", 1000, 5)).isTrue();
    assertThat(outcomes.wantsMore("weir", "video", 1000, 3)).isFalse();
  }

  @Test
  void isDoubtfulWhereAllWereDisturbed() {
    outcomes.add(outcome(9.0, LOUD));

    assertThat(outcomes.doubtful()).isTrue();
    assertThat(outcomes.median("weir", "video", 1000, o -> o.usage().serverSeconds()))
        .isEqualTo(9.0);
    assertThat(outcomes.median("nginx", "0", 1000, o -> 1)).isNaN();
  }

  private static Outcome outcome(double serverSeconds, double strangerSeconds) {
    Usage usage =
        new Usage(
            WINDOW_SECONDS, serverSeconds, serverSeconds, 2, 0.3, strangerSeconds, "stranger");
    Percentiles none = new Percentiles(0, 0, 0, 0, 0);
    SwarmReport report =
        new SwarmReport(
            1000,
            0,
            WINDOW_NANOS,
            250_000_000,
            68_000,
            0,
            0,
            0,
            0,
            0,
            none,
            none,
            none,
            none,
            Map.of());
    return new Outcome("weir", "video", 1000, usage, report, 0, 0);
  }
}
