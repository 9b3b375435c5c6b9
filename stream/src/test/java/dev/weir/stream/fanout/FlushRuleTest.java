package dev.weir.stream.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far batches are gathered on a loop that is busy. */
final class FlushRuleTest {

  private static final FlushRule RULE =
      new FlushRule(true, FlushRule.DEFAULT_AUDIO_WAIT, 60, Duration.ofMillis(350));

  @Test
  void gathersFurtherOnALoopThatIsTooBusyUpToTheWindow() {
    assertThat(RULE.nextMergeMs(0, 0.60)).isEqualTo(50);
    assertThat(RULE.nextMergeMs(50, 0.61)).isEqualTo(100);
    assertThat(RULE.nextMergeMs(200, 0.99)).isEqualTo(350);
    assertThat(RULE.nextMergeMs(350, 1)).isEqualTo(350);
  }

  @Test
  void keepsWhatItHasFoundBetweenBusyAndCalm() {
    assertThat(RULE.nextMergeMs(0, 0.59)).isZero();
    assertThat(RULE.nextMergeMs(100, 0.59)).isEqualTo(100);
    assertThat(RULE.nextMergeMs(100, 0.52)).isEqualTo(100);
  }

  @Test
  void comesBackStepByStepOnALoopThatIsCalm() {
    assertThat(RULE.nextMergeMs(200, 0.50)).isEqualTo(100);
    assertThat(RULE.nextMergeMs(100, 0.10)).isEqualTo(50);
    assertThat(RULE.nextMergeMs(50, 0.10)).isZero();
  }

  @Test
  void neverGathersFurtherWhereThatIsNotWanted() {
    FlushRule fixed = FlushRule.every(Duration.ofMillis(100));
    assertThat(fixed.nextMergeMs(0, 1)).isZero();
  }
}
