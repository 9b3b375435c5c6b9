package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out of a part is what went in. */
class PackedSamplesTest {

  private static final byte[] TAG = {9, 9, 1, 2, 3, 4, 5, 9};

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(1L << 40, 3_600, -7_200, true, new ByteSlice(TAG, 2, 3)),
          new Sample((1L << 40) + 3_600, 3_601, 0, false, ByteSlice.EMPTY),
          new Sample((1L << 40) + 7_201, 0, 3_600, false, new ByteSlice(TAG, 5, 2)));

  @Test
  void keepsEverySampleAsItWas() {
    assertThat(PackedSamples.of(SAMPLES)).isEqualTo(SAMPLES);
  }

  @Test
  void sharesTheBytesWithTheTagThatBroughtThem() {
    assertThat(PackedSamples.of(SAMPLES).getLast().payload().array()).isSameAs(TAG);
  }

  @Test
  void packsOnce() {
    List<Sample> packed = PackedSamples.of(SAMPLES);
    assertThat(PackedSamples.of(packed)).isSameAs(packed);
    assertThat(PackedSamples.of(List.of())).isEmpty();
  }
}
