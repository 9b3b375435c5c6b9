package dev.weir.bench.swarm;

import java.nio.ByteBuffer;

/**
 * Whether the bytes of a segment are whole: a transport stream of whole packets (ISO/IEC 13818-1,
 * 2.4.3.2), or boxes that end where the segment does (ISO/IEC 14496-12, 4.2).
 */
final class SegmentCheck {

  private static final int PACKET_BYTES = 188;
  private static final int SYNC = 0x47;
  private static final int BOX_HEADER_BYTES = 8;

  private long bytes;
  private long nextUnit;
  private boolean transport;
  private int sizeBytes;
  private long size;

  /** A segment begins. */
  void begin() {
    bytes = 0;
    nextUnit = 0;
    sizeBytes = 0;
  }

  /** Takes the next {@code length} bytes; throws {@link BrokenFraming}. */
  void piece(ByteBuffer in, int length) {
    if (bytes == 0 && length > 0) {
      transport = in.get(in.position()) == SYNC;
    }
    long end = bytes + length;
    int start = in.position();
    while (nextUnit < end) {
      int at = start + (int) (nextUnit - bytes);
      if (transport) {
        if (in.get(at) != SYNC) {
          throw new BrokenFraming("a transport stream out of step");
        }
        nextUnit += PACKET_BYTES;
      } else {
        boxSize(in.get(at) & 0xFF);
      }
    }
    in.position(start + length);
    bytes = end;
  }

  /** The size of a box comes byte by byte, since it may be torn apart. */
  private void boxSize(int next) {
    size = (sizeBytes == 0 ? 0 : size << 8) | next;
    sizeBytes++;
    nextUnit++;
    if (sizeBytes == 4) {
      if (size < BOX_HEADER_BYTES) {
        throw new BrokenFraming("a box of " + size + " bytes");
      }
      nextUnit += size - 4;
      sizeBytes = 0;
    }
  }

  /** The segment is over; throws {@link BrokenFraming} unless it could be here. */
  void end() {
    if (bytes == 0 || nextUnit != bytes || sizeBytes != 0) {
      throw new BrokenFraming("a segment that is not whole");
    }
  }

  long bytes() {
    return bytes;
  }
}
