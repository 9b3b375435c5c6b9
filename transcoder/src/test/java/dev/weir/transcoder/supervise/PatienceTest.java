package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Waits grow, differ, and become long. */
class PatienceTest {

  private final Patience patience = new Patience(new Random(5));

  @Test
  void waitsLongerAfterEachFailureInARow() {
    long[] waitsMs = IntStream.range(0, 7).mapToLong(_ -> patience.failed().toMillis()).toArray();

    assertThat(waitsMs[0]).isBetween(187L, 250L);
    assertThat(waitsMs[6]).isBetween(12_000L, 16_000L);
    assertThat(waitsMs).isSorted();
    assertThat(patience.isResigned()).isFalse();
  }

  @Test
  void givesUpForALongWhile() {
    IntStream.range(1, Patience.MAX_TRIES).forEach(_ -> patience.failed());

    assertThat(patience.failed()).isGreaterThan(Duration.ofMinutes(7));
    assertThat(patience.isResigned()).isTrue();
    patience.succeeded();
    assertThat(patience.failed()).isLessThan(Duration.ofSeconds(1));
  }
}
