package dev.weir.media.aac;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.MalformedMediaException;

/**
 * The list of channels that stands in for a channel configuration of 0: program_config_element.
 * ISO/IEC 14496-3 4.4.1.1.
 */
final class ProgramConfig {

  private ProgramConfig() {}

  /** Reads the element and counts its channels. */
  static int readChannels(BitCursor bits) {
    bits.skip(4 + 2 + 4);
    int front = bits.bits(4);
    int side = bits.bits(4);
    int back = bits.bits(4);
    int lowFrequency = bits.bits(2);
    int associatedData = bits.bits(3);
    int coupling = bits.bits(4);
    bits.skip(bits.flag() ? 4 : 0);
    bits.skip(bits.flag() ? 4 : 0);
    bits.skip(bits.flag() ? 3 : 0);
    int channels = lowFrequency;
    for (int i = 0; i < front + side + back; i++) {
      channels += bits.flag() ? 2 : 1;
      bits.skip(4);
    }
    bits.skip(4L * lowFrequency + 4L * associatedData + 5L * coupling);
    bits.alignToByte();
    bits.skip(8L * bits.bits(8));
    if (channels == 0) {
      throw new MalformedMediaException("AAC program config element without channels");
    }
    return channels;
  }
}
