package dev.weir.portal.alarm.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.portal.alarm.state.Course.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alarms come and go as their bounds and times say, and what swings about a bound raises one. */
class CourseTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final Bounds LOW = new Bounds(Bounds.Side.BELOW, 500, 600);

  /** Measured every five seconds; the phases, calm as an empty text. */
  private static List<String> phases(Patience patience, Bounds bounds, double... values) {
    Optional<Course> course = Optional.empty();
    List<String> phases = new ArrayList<>();
    Instant now = START;
    for (double value : values) {
      boolean over = course.map(c -> c.phase() == Phase.RESOLVED).orElse(false);
      course = Course.after(over ? Optional.empty() : course, bounds.of(value), now, patience);
      phases.add(course.map(c -> c.phase().name()).orElse(""));
      now = now.plusSeconds(5);
    }
    return phases;
  }

  private static long count(List<String> phases, Phase phase) {
    return phases.stream().filter(phase.name()::equals).count();
  }

  @Test
  void whatIsBadForLongEnoughIsRaisedAndWhatIsWellForLongEnoughIsOver() {
    assertThat(
            phases(
                PATIENCE, LOW, 700, 100, 100, 100, 100, 100, 100, 100, 700, 700, 700, 700, 700,
                700))
        .containsExactly(
            "",
            "PENDING",
            "PENDING",
            "PENDING",
            "PENDING",
            "PENDING",
            "PENDING",
            "RAISED",
            "RAISED",
            "RAISED",
            "RAISED",
            "RAISED",
            "RESOLVED",
            "");
  }

  @Test
  void whatWasBadForAMomentIsNoAlarm() {
    assertThat(phases(PATIENCE, LOW, 100, 100, 100, 550, 100, 100, 100, 700))
        .doesNotContain("RAISED")
        .endsWith("");
  }

  @Test
  void whatSwingsAboutTheBoundRaisesOneAlarm() {
    double[] values = new double[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 8 || i % 2 == 0 ? 480 : 520;
    }
    List<String> phases = phases(PATIENCE, LOW, values);
    assertThat(count(phases, Phase.RESOLVED)).isZero();
    assertThat(phases.subList(6, phases.size())).containsOnly("RAISED");
  }

  @Test
  void whatIsWellForAMomentIsNotOver() {
    assertThat(
            phases(
                PATIENCE, LOW, 100, 100, 100, 100, 100, 100, 100, 700, 700, 700, 550, 700, 700, 700,
                700))
        .doesNotContain("RESOLVED");
  }

  @Test
  void withoutPatienceOneMeasurementIsEnough() {
    Patience none = new Patience(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5));
    assertThat(phases(none, new Bounds(Bounds.Side.ABOVE, 100, 100), 99, 100, 150, 99))
        .containsExactly("", "RAISED", "RAISED", "RESOLVED");
  }

  /** Somebody looked away: what was bad before may have been well meanwhile. */
  @Test
  void afterAGapTimesBeginAnew() {
    Optional<Course> pending = Course.after(Optional.empty(), Level.BAD, START, PATIENCE);
    Instant later = START.plusSeconds(300);
    Optional<Course> still = Course.after(pending, Level.BAD, later, PATIENCE);
    assertThat(still.orElseThrow().phase()).isEqualTo(Phase.PENDING);
    assertThat(still.orElseThrow().since()).isEqualTo(later);

    Course raised = new Course(Phase.RAISED, START, Optional.of(START), START.plusSeconds(5));
    Course well = Course.after(Optional.of(raised), Level.WELL, later, PATIENCE).orElseThrow();
    assertThat(well.phase()).isEqualTo(Phase.RAISED);
    assertThat(well.calmSince()).contains(later);
  }

  @Test
  void aBoundAtWhichItIsBadIsNoneAtWhichItIsWell() {
    assertThatThrownBy(() -> new Bounds(Bounds.Side.BELOW, 500, 499))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bounds(Bounds.Side.ABOVE, 500, 501))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(LOW.of(500)).isEqualTo(Level.BETWEEN);
    assertThat(LOW.of(499.9)).isEqualTo(Level.BAD);
    assertThat(LOW.of(600)).isEqualTo(Level.WELL);
  }
}
