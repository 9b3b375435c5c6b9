package dev.weir.portal.alarm.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is usual is not moved by one great evening, and small differences are nothing to tell of.
 */
class UsualTrafficTest {

  private static final double GIB = 1L << 30;

  @Test
  void oneGreatEveningDoesNotMakeTheNextOneUsual() {
    List<Double> before = List.of(100 * GIB, 95 * GIB, 105 * GIB, 900 * GIB, 98 * GIB);
    assertThat(UsualTraffic.distance(100 * GIB, before)).isLessThan(1);
    assertThat(UsualTraffic.distance(900 * GIB, before)).isGreaterThan(20);
    assertThat(UsualTraffic.distance(10 * GIB, before)).isGreaterThan(6);
  }

  @Test
  void whatDiffersWidelyEachWeekIsUsualWithinThat() {
    List<Double> before = List.of(100 * GIB, 20 * GIB, 200 * GIB, 60 * GIB);
    assertThat(UsualTraffic.distance(220 * GIB, before)).isLessThan(6);
  }

  @Test
  void whatNeverDiffersIsAllowedATenth() {
    List<Double> before = List.of(100 * GIB, 100 * GIB, 100 * GIB);
    assertThat(UsualTraffic.distance(150 * GIB, before)).isBetween(4.9, 5.1);
  }

  @Test
  void lessThanTheFloorIsNothing() {
    assertThat(UsualTraffic.distance(0.9 * GIB, List.of(0.0, 0.0, 0.0))).isZero();
    assertThat(UsualTraffic.distance(3 * GIB, List.of(0.0, 0.0, 0.0))).isGreaterThan(6);
  }
}
