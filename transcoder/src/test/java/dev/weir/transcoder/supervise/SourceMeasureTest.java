package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.media.flv.FlvTag.VideoTag;
import org.junit.jupiter.api.Test;

/** What a source does counts, whatever it says. */
class SourceMeasureTest {

  private final SourceMeasure measure = new SourceMeasure();

  /** Whether it becomes too much by so many pictures. */
  private boolean push(int pictures, double framesPerSecond, int bytes) {
    byte[] body = new byte[bytes];
    body[0] = 0x27;
    body[1] = 1;
    boolean tooMuch = false;
    for (int i = 0; i < pictures; i++) {
      tooMuch |= measure.note(new VideoTag((long) (i * 1_000 / framesPerSecond), body));
    }
    return tooMuch;
  }

  @Test
  void asManyAsAreTranscodedAreNotTooMany() {
    assertThat(push(3_000, 120, 62_500)).isFalse();
    assertThat(measure.excess()).isEmpty();
  }

  @Test
  void tooManyPicturesAreNoticed() {
    assertThat(push(2_000, 144, 100)).isTrue();
    assertThat(measure.excess()).contains(RungState.SOURCE_TOO_FAST);
    measure.clear();
    assertThat(measure.excess()).isEmpty();
    assertThat(push(1_000, 1e9, 100)).as("times that stand still").isTrue();
  }

  @Test
  void tooManyBitsAreNoticed() {
    assertThat(push(300, 25, 400_000)).isTrue();
    assertThat(measure.excess()).contains(RungState.SOURCE_TOO_HEAVY);
    assertThat(push(300, 25, 400_000)).as("again").isFalse();
  }
}
