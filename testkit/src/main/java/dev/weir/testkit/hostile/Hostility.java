package dev.weir.testkit.hostile;

import dev.weir.testkit.bytes.Damage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A way to spoil an FLV of H.264 and AAC. Configuration stays as it is unless the way is about it,
 * so that what is spoilt gets as far as a decoder.
 */
public enum Hostility {
  /** Bits, bytes and pieces of coded pictures are others. */
  DAMAGED_PICTURES,
  /** The same with coded sound. */
  DAMAGED_SOUND,
  /** Any tag may be damaged anywhere, configuration and metadata too. */
  DAMAGED_TAGS,
  /** Tags end early; some have no byte at all. */
  CUT_SHORT,
  /** Coded frames are noise of any length. */
  NOISE,
  /** NAL units of no byte. */
  EMPTY_NAL_UNITS,
  /** NAL units that are longer than anything. */
  LYING_NAL_UNITS,
  /** The configuration tells of pictures of a million pixels a side. */
  ENDLESS_PICTURES,
  /** It tells of pictures of 16,384 pixels a side, which fit no memory that a process gets. */
  HUGE_PICTURES,
  /** Another size than the slices have. */
  WRONG_SIZE,
  /** The configuration ends early. */
  CUT_CONFIGURATION,
  /** AudioSpecificConfig as no encoder writes it. */
  ODD_SOUND,
  /** ADTS where raw AAC belongs, with lengths that lie, and fill elements without an end. */
  ADTS_SOUND,
  /** Times run backwards. */
  BACKWARDS,
  /** Times jump by up to 24 days, to and fro. */
  JUMPING,
  /** All happens at once. */
  STANDING_STILL,
  /** Pictures are shown hours before or after they are decoded. */
  SHOWN_ELSEWHEN,
  /** Every picture says that decoding can begin with it. */
  ALL_KEY_FRAMES,
  /** None says so. */
  NO_KEY_FRAMES,
  /** Frame rates, sizes and bit rates that cannot be. */
  ABSURD_METADATA,
  /** Enhanced headers (Enhanced RTMP, version 2) of any kind before frames. */
  ENHANCED_NOISE;

  /** A good film spoilt in this way; another one for another seed. */
  public List<RawTag> of(List<RawTag> good, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    Stream<RawTag> tags = good.stream().map(tag -> spoil(tag, chance));
    if (this == ABSURD_METADATA) {
      // Whatever the film says of itself, this is said before.
      RawTag first = new RawTag(RawTag.DATA, 0, Classics.metadata(chance));
      tags = Stream.concat(Stream.of(first), tags);
    }
    return new ArrayList<>(tags.toList());
  }

  private RawTag spoil(RawTag tag, SplittableRandom chance) {
    return switch (this) {
      case WRONG_SIZE ->
          tag.configures(RawTag.PICTURE) ? tag.with(Classics.configuration(3, 1)) : tag;
      case ODD_SOUND -> tag.configures(RawTag.SOUND) ? tag.with(Classics.oddSound(chance)) : tag;
      case ABSURD_METADATA -> tag.type() == RawTag.DATA ? tag.with(Classics.metadata(chance)) : tag;

      case DAMAGED_PICTURES ->
          tag.isPicture() && chance.nextInt(3) == 0 ? tag.with(damagedPicture(tag, chance)) : tag;
      case DAMAGED_SOUND ->
          tag.isSound()
              ? tag.with(behind(tag, 2, Damage.damaged(after(tag, 2), chance.nextLong())))
              : tag;
      case DAMAGED_TAGS ->
          chance.nextInt(8) == 0 ? tag.with(Damage.damaged(tag.body(), chance.nextLong())) : tag;
      case CUT_SHORT ->
          isCoded(tag) && chance.nextInt(4) == 0
              ? tag.with(Arrays.copyOf(tag.body(), chance.nextInt(tag.body().length)))
              : tag;
      case NOISE ->
          isCoded(tag)
              ? tag.with(behind(tag, tag.isSound() ? 2 : 5, Damage.noise(4_096, chance.nextLong())))
              : tag;
      case EMPTY_NAL_UNITS -> tag.isPicture() ? tag.with(nalLength(tag, 0)) : tag;
      case LYING_NAL_UNITS -> tag.isPicture() ? tag.with(nalLength(tag, lie(chance))) : tag;
      case ENDLESS_PICTURES ->
          tag.configures(RawTag.PICTURE) ? tag.with(Classics.configuration(65_535, 65_535)) : tag;
      case HUGE_PICTURES ->
          tag.configures(RawTag.PICTURE) ? tag.with(Classics.configuration(1_023, 1_023)) : tag;
      case CUT_CONFIGURATION ->
          tag.configures(RawTag.PICTURE)
              ? tag.with(Arrays.copyOf(tag.body(), 5 + chance.nextInt(tag.body().length - 5)))
              : tag;
      case ADTS_SOUND ->
          tag.isSound() ? tag.with(behind(tag, 2, Classics.adts(after(tag, 2), chance))) : tag;
      case BACKWARDS -> tag.at(Math.max(0, 3_600_000 - tag.timestampMs() * 10));
      case JUMPING ->
          tag.at(chance.nextInt(10) == 0 ? chance.nextInt(Integer.MAX_VALUE) : tag.timestampMs());
      case STANDING_STILL -> tag.at(0);
      case SHOWN_ELSEWHEN ->
          tag.isPicture() ? tag.with(Classics.shown(tag.body(), chance.nextInt(1 << 24))) : tag;
      case ALL_KEY_FRAMES -> tag.isPicture() ? tag.with(firstByte(tag, 0x17)) : tag;
      case NO_KEY_FRAMES -> tag.isPicture() ? tag.with(firstByte(tag, 0x27)) : tag;
      case ENHANCED_NOISE ->
          isCoded(tag) && chance.nextInt(4) == 0
              ? tag.with(Classics.enhanced(tag.type(), chance))
              : tag;
    };
  }

  private static boolean isCoded(RawTag tag) {
    return tag.isPicture() || tag.isSound();
  }

  private static byte[] after(RawTag tag, int header) {
    return Arrays.copyOfRange(tag.body(), header, tag.body().length);
  }

  private static byte[] behind(RawTag tag, int header, byte[] rest) {
    return ByteBuffer.allocate(header + rest.length).put(tag.body(), 0, header).put(rest).array();
  }

  private static byte[] damagedPicture(RawTag tag, SplittableRandom chance) {
    return behind(tag, 5, Damage.damaged(after(tag, 5), chance.nextLong()));
  }

  private static byte[] nalLength(RawTag tag, int length) {
    byte[] body = tag.body().clone();
    ByteBuffer.wrap(body).putInt(5, length);
    return body;
  }

  private static int lie(SplittableRandom chance) {
    int[] lies = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, 1 << 16};
    return lies[chance.nextInt(lies.length)];
  }

  private static byte[] firstByte(RawTag tag, int first) {
    byte[] body = tag.body().clone();
    body[0] = (byte) first;
    return body;
  }
}
