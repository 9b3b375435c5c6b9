package dev.weir.media.hevc;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.MalformedMediaException;
import java.util.OptionalDouble;

/**
 * The way through an HEVC sequence parameter set, from behind the bit depths to the timing in its
 * VUI. ISO/IEC 23008-2 7.3.2.2.1, 7.3.4, 7.3.7, E.2.1.
 */
final class SpsTiming {

  private static final int EXTENDED_ASPECT_RATIO = 255;
  private static final int MAX_PICTURE_SETS = 64;
  private static final int MAX_PICTURES = 16;
  private static final double MAX_FRAMES_PER_SECOND = 1_000;

  private final BitCursor bits;

  private SpsTiming(BitCursor bits) {
    this.bits = bits;
  }

  /** The frame rate; empty when there is none, or one that makes no sense, or a broken rest. */
  static OptionalDouble readFramesPerSecond(BitCursor bits, int maxSubLayer) {
    try {
      return new SpsTiming(bits).read(maxSubLayer);
    } catch (MalformedMediaException _) {
      return OptionalDouble.empty();
    }
  }

  private OptionalDouble read(int maxSubLayer) {
    int orderBits = 4 + bits.ue("log2_max_pic_order_cnt_lsb", 12);
    int firstLayer = bits.flag() ? 0 : maxSubLayer;
    skipNumbers(3 * (maxSubLayer - firstLayer + 1));
    skipNumbers(6);
    if (bits.flag()) {
      skipScalingListsIfPresent();
    }
    bits.skip(2);
    if (bits.flag()) {
      bits.skip(8);
      skipNumbers(2);
      bits.skip(1);
    }
    skipShortTermSets();
    if (bits.flag()) {
      int longTerm = bits.ue("num_long_term_ref_pics_sps", 32);
      bits.skip((long) longTerm * (orderBits + 1));
    }
    bits.skip(2);
    return bits.flag() ? readVui() : OptionalDouble.empty();
  }

  private OptionalDouble readVui() {
    if (bits.flag() && bits.bits(8) == EXTENDED_ASPECT_RATIO) {
      bits.skip(32);
    }
    if (bits.flag()) {
      bits.skip(1);
    }
    if (bits.flag()) {
      bits.skip(4);
      bits.skip(bits.flag() ? 24 : 0);
    }
    if (bits.flag()) {
      skipNumbers(2);
    }
    bits.skip(3);
    if (bits.flag()) {
      skipNumbers(4);
    }
    if (!bits.flag()) {
      return OptionalDouble.empty();
    }
    long unitsInTick = bits.longBits(32);
    long timeScale = bits.longBits(32);
    if (unitsInTick == 0 || timeScale == 0) {
      return OptionalDouble.empty();
    }
    double rate = (double) timeScale / unitsInTick;
    return rate <= MAX_FRAMES_PER_SECOND ? OptionalDouble.of(rate) : OptionalDouble.empty();
  }

  private void skipScalingListsIfPresent() {
    if (!bits.flag()) {
      return;
    }
    for (int size = 0; size < 4; size++) {
      for (int matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
        if (bits.flag()) {
          skipNumbers((size > 1 ? 1 : 0) + Math.min(64, 16 << 2 * size));
        } else {
          bits.ue();
        }
      }
    }
  }

  private void skipShortTermSets() {
    int sets = bits.ue("num_short_term_ref_pic_sets", MAX_PICTURE_SETS);
    int pictures = 0;
    for (int set = 0; set < sets; set++) {
      pictures = set > 0 && bits.flag() ? skipPredictedSet(pictures) : skipExplicitSet();
    }
  }

  /** Gives the number of pictures in the set, which the next one may build on. */
  private int skipPredictedSet(int picturesBefore) {
    bits.skip(1);
    bits.ue();
    int pictures = 0;
    for (int i = 0; i <= picturesBefore; i++) {
      boolean used = bits.flag();
      pictures += used || bits.flag() ? 1 : 0;
    }
    return pictures;
  }

  private int skipExplicitSet() {
    int negative = bits.ue("num_negative_pics", MAX_PICTURES);
    int positive = bits.ue("num_positive_pics", MAX_PICTURES);
    for (int i = 0; i < negative + positive; i++) {
      bits.ue();
      bits.skip(1);
    }
    return negative + positive;
  }

  /** Passes over Exp-Golomb numbers; signed ones are as long as unsigned ones. */
  private void skipNumbers(int count) {
    for (int i = 0; i < count; i++) {
      bits.ue();
    }
  }
}
