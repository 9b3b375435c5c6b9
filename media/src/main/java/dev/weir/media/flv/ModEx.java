package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;

/**
 * The modifiers in front of an enhanced packet. Enhanced RTMP version 2, "Process each ModEx data
 * packet": size (UI8 + 1; 256 means that UI16 + 1 follows), data, then four bits of modifier type
 * and four bits of the packet type that comes next.
 *
 * @param packetType the packet type behind the modifiers
 * @param timestampOffsetNs nanoseconds to add to the tag's time; 0 to 999,999
 */
record ModEx(int packetType, int timestampOffsetNs) {

  /** The packet type that announces a modifier, for audio and video alike. */
  static final int PACKET_TYPE = 7;

  private static final int TIMESTAMP_OFFSET_NANO = 0;
  private static final int MAX_OFFSET_NS = 999_999;

  /** Reads all modifiers; none when {@code packetType} announces none. */
  static ModEx read(ByteCursor cursor, int packetType) {
    int offsetNs = 0;
    int type = packetType;
    while (type == PACKET_TYPE) {
      int size = cursor.u8() + 1;
      ByteSlice data = cursor.slice(size < 256 ? size : cursor.u16() + 1);
      int next = cursor.u8();
      if (next >> 4 == TIMESTAMP_OFFSET_NANO) {
        offsetNs = data.cursor().u24();
      }
      type = next & 0x0F;
    }
    if (offsetNs > MAX_OFFSET_NS) {
      throw new MalformedMediaException("timestamp offset of " + offsetNs + " ns");
    }
    return new ModEx(type, offsetNs);
  }

  /** Writes the first byte of a tag body, with {@code highBits}, and all modifiers. */
  void write(ByteSink sink, int highBits) {
    if (timestampOffsetNs == 0) {
      sink.u8(highBits | packetType);
    } else {
      sink.u8(highBits | PACKET_TYPE).u8(2).u24(timestampOffsetNs);
      sink.u8(TIMESTAMP_OFFSET_NANO << 4 | packetType);
    }
  }
}
