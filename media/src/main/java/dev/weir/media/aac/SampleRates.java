package dev.weir.media.aac;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.MalformedMediaException;

/** The sampling frequencies that AAC has a short name for. ISO/IEC 14496-3 table 1.18. */
final class SampleRates {

  private static final int ESCAPE = 15;
  private static final int MAX_HZ = 192_000;
  private static final int[] TABLE_HZ = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  private SampleRates() {}

  /** Reads an index of four bits, or the escape value and the frequency itself. */
  static int read(BitCursor bits) {
    int index = bits.bits(4);
    if (index == ESCAPE) {
      int hz = bits.bits(24);
      if (hz == 0 || hz > MAX_HZ) {
        throw new MalformedMediaException("AAC sampling frequency " + hz + " Hz");
      }
      return hz;
    }
    if (index >= TABLE_HZ.length) {
      throw new MalformedMediaException("AAC sampling frequency index " + index);
    }
    return TABLE_HZ[index];
  }

  /** The index of a frequency; -1 when it has none. */
  static int index(int hz) {
    for (int i = 0; i < TABLE_HZ.length; i++) {
      if (TABLE_HZ[i] == hz) {
        return i;
      }
    }
    return -1;
  }
}
