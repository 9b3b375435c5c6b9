package dev.weir.runtime.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualTimeSourceTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final ManualTimeSource time = ManualTimeSource.at(NOON);

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(time.now()).isEqualTo(NOON);
    assertThat(time.millis()).isEqualTo(NOON.toEpochMilli());
    assertThat(time.nanos()).isZero();
    time.advance(Duration.ofMillis(1_500));
    assertThat(time.now()).isEqualTo(NOON.plusMillis(1_500));
    assertThat(time.nanos()).isEqualTo(1_500_000_000L);
  }

  @Test
  void mayJumpOnTheWallWithoutTimePassing() {
    time.jumpTo(NOON.minus(Duration.ofHours(1)));
    assertThat(time.now()).isEqualTo(NOON.minus(Duration.ofHours(1)));
    assertThat(time.nanos()).isZero();
    assertThatThrownBy(() -> time.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSystemsClockAgreesWithItself() {
    TimeSource system = TimeSource.system();
    long before = system.nanos();
    assertThat(Math.abs(system.millis() - system.now().toEpochMilli())).isLessThan(1_000);
    assertThat(system.nanos()).isGreaterThanOrEqualTo(before);
  }
}
