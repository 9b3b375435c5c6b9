package dev.weir.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.live.LadderReport.RungState;
import org.junit.jupiter.api.Test;

/** The largest source that is transcoded, and what is a little more. */
class SourceLimitsTest {

  @Test
  void theLargestIsTranscodedEitherWayUp() {
    assertThat(SourceLimits.excess(Sources.of(4_096, 2_304, 120, 60_000_000))).isEmpty();
    assertThat(SourceLimits.excess(Sources.of(2_304, 4_096, 120, 0))).isEmpty();
  }

  @Test
  void whatIsMoreIsNot() {
    assertThat(SourceLimits.excess(Sources.of(4_098, 100, 30, 0)))
        .contains(RungState.SOURCE_TOO_LARGE);
    assertThat(SourceLimits.excess(Sources.of(2_306, 2_306, 30, 0)))
        .contains(RungState.SOURCE_TOO_LARGE);
    assertThat(SourceLimits.excess(Sources.of(16_384, 16_384, 30, 0)))
        .contains(RungState.SOURCE_TOO_LARGE);
    assertThat(SourceLimits.excess(Sources.of(640, 360, 120.1, 0)))
        .contains(RungState.SOURCE_TOO_FAST);
    assertThat(SourceLimits.excess(Sources.of(640, 360, 60, 60_000_001)))
        .contains(RungState.SOURCE_TOO_HEAVY);
  }
}
