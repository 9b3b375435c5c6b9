package dev.weir.media.hevc;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import java.util.Locale;

/**
 * Profile, tier and level of HEVC: the general part of profile_tier_level. ISO/IEC 23008-2 7.3.3.
 *
 * @param space general_profile_space, 0 to 3
 * @param highTier general_tier_flag
 * @param profile general_profile_idc
 * @param compatibility general_profile_compatibility_flags; bit 31 is the flag of profile 0
 * @param constraints 48 bits, from general_progressive_source_flag on
 * @param level general_level_idc: thirty times the level
 */
public record HevcProfile(
    int space, boolean highTier, int profile, int compatibility, long constraints, int level) {

  static final int SIZE_BYTES = 12;

  /** Reads the twelve bytes. */
  static HevcProfile read(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    int first = cursor.u8();
    int compatibility = cursor.i32();
    long constraints = (long) cursor.u16() << 32 | cursor.u32();
    return new HevcProfile(
        first >> 6, (first & 0x20) != 0, first & 0x1F, compatibility, constraints, cursor.u8());
  }

  void write(ByteSink sink) {
    sink.u8(space << 6 | (highTier ? 0x20 : 0) | profile).u32(compatibility);
    sink.u16((int) (constraints >> 32)).u32(constraints).u8(level);
  }

  /**
   * What follows the sample entry's name in a codec string, for example {@code 1.6.L93.B0}. ISO/IEC
   * 14496-15 E.3.
   */
  String codecStringPart() {
    StringBuilder text = new StringBuilder();
    if (space > 0) {
      text.append((char) ('A' + space - 1));
    }
    text.append(profile).append('.');
    text.append(Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT));
    text.append(highTier ? ".H" : ".L").append(level);
    for (long left = constraints << 16; left != 0; left <<= 8) {
      text.append('.').append(Long.toHexString(left >>> 56).toUpperCase(Locale.ROOT));
    }
    return text.toString();
  }
}
