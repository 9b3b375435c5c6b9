package dev.weir.media.ts;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * A packetized elementary stream packet (ISO/IEC 13818-1, 2.4.3.6): one picture, or a few frames of
 * sound.
 *
 * <pre>
 * 00 00 01 | stream_id | length:16 | 10 … alignment … | PTS? DTS? … | header length | PTS | DTS | data
 * </pre>
 *
 * @param stream index of its elementary stream
 * @param first its first access unit, whose times it carries
 * @param pieces header and data, to be gathered in order
 * @param sizeBytes the sum of their lengths
 * @param randomAccess whether it is a key frame, to be marked as such
 */
record PesPacket(
    int stream, AccessUnit first, List<ByteSlice> pieces, int sizeBytes, boolean randomAccess) {

  /** The length field has 16 bits; only pictures may leave it at 0. */
  static final int MAX_BYTES_AFTER_LENGTH = 0xFFFF;

  private static final int ALIGNED = 0x84;
  private static final int PTS_ONLY = 0x80;
  private static final int PTS_AND_DTS = 0xC0;
  private static final int TIMESTAMP_BYTES = 5;

  static PesPacket of(int stream, int streamId, AccessUnit first, List<ByteSlice> data) {
    int dataBytes = 0;
    for (ByteSlice piece : data) {
      dataBytes += piece.length();
    }
    boolean both = first.presentationTicks() != first.decodeTicks();
    int headerBytes = both ? 2 * TIMESTAMP_BYTES : TIMESTAMP_BYTES;
    int afterLength = 3 + headerBytes + dataBytes;
    boolean picture = streamId >> 4 == 0xE;
    ByteSink header = new ByteSink(9 + headerBytes);
    header.u24(1).u8(streamId).u16(picture ? 0 : afterLength);
    header.u8(ALIGNED).u8(both ? PTS_AND_DTS : PTS_ONLY).u8(headerBytes);
    timestamp(header, both ? 3 : 2, TsClock.stamp(first.presentationTicks()));
    if (both) {
      timestamp(header, 1, TsClock.stamp(first.decodeTicks()));
    }
    List<ByteSlice> pieces = new ArrayList<>(data.size() + 1);
    pieces.add(header.toSlice());
    pieces.addAll(data);
    return new PesPacket(stream, first, pieces, 6 + afterLength, picture && first.key());
  }

  /** 33 bits in three groups, each followed by a one: prefix:4 3 1, 15 1, 15 1. */
  private static void timestamp(ByteSink sink, int prefix, long ticks) {
    sink.u8(prefix << 4 | (int) (ticks >> 30 & 0x07) << 1 | 1);
    sink.u16((int) (ticks >> 15 & 0x7FFF) << 1 | 1);
    sink.u16((int) (ticks & 0x7FFF) << 1 | 1);
  }
}
