package dev.weir.media.ts;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import java.util.List;

/**
 * Writes transport stream packets (ISO/IEC 13818-1, 2.4.3.2): 188 bytes each, filled up with an
 * adaptation field where the payload ends.
 *
 * <pre>
 * 47 | error:1 start:1 priority:1 PID:13 | scrambling:2 adaptation:1 payload:1 counter:4 | …
 * </pre>
 */
final class PacketSink {

  static final int PACKET_BYTES = 188;

  private static final int SYNC_BYTE = 0x47;
  private static final int BODY_BYTES = PACKET_BYTES - 4;
  private static final int UNIT_START = 0x4000;
  private static final int HAS_PAYLOAD = 0x10;
  private static final int HAS_ADAPTATION = 0x20;
  private static final int RANDOM_ACCESS = 0x40;
  private static final int HAS_CLOCK = 0x10;

  /** Length, flags, and 33 bits of clock reference with its extension. */
  private static final int CLOCK_FIELD_BYTES = 8;

  /** Length and flags. */
  private static final int FLAGS_FIELD_BYTES = 2;

  private final ByteSink sink;

  PacketSink(ByteSink sink) {
    this.sink = sink;
  }

  /** How many packets a PES packet takes. */
  static int packets(PesPacket pes, boolean withClock) {
    int bytes = pes.sizeBytes() + fieldBytes(pes, withClock);
    return Math.ceilDiv(bytes, BODY_BYTES);
  }

  /** Writes a table, which fits into one packet. */
  void table(int pid, byte[] section, int counter) {
    sink.u8(SYNC_BYTE).u16(UNIT_START | pid).u8(HAS_PAYLOAD | counter);
    sink.u8(0).bytes(section).fill(BODY_BYTES - 1 - section.length, 0xFF);
  }

  /** Writes a PES packet and gives the counter after it. */
  int pes(PesPacket pes, int firstCounter, boolean withClock) {
    int pid = TsProgram.FIRST_PID + pes.stream();
    int flags = (withClock ? HAS_CLOCK : 0) | (pes.randomAccess() ? RANDOM_ACCESS : 0);
    int counter = firstCounter;
    int left = pes.sizeBytes();
    int needed = fieldBytes(pes, withClock);
    Gathering data = new Gathering(pes.pieces());
    int start = UNIT_START;
    while (left > 0) {
      int payload = Math.min(left, BODY_BYTES - needed);
      int field = BODY_BYTES - payload;
      sink.u8(SYNC_BYTE).u16(start | pid);
      sink.u8((field > 0 ? HAS_ADAPTATION : 0) | HAS_PAYLOAD | counter);
      adaptation(field, flags, TsClock.reference(pes.first().decodeTicks()));
      data.copy(payload, sink);
      counter = counter + 1 & 0x0F;
      left -= payload;
      needed = 0;
      flags = 0;
      start = 0;
    }
    return counter;
  }

  private static int fieldBytes(PesPacket pes, boolean withClock) {
    return withClock ? CLOCK_FIELD_BYTES : pes.randomAccess() ? FLAGS_FIELD_BYTES : 0;
  }

  /** Writes {@code bytes} of adaptation field (2.4.3.4), stuffing included. */
  private void adaptation(int bytes, int flags, long reference) {
    if (bytes > 0) {
      sink.u8(bytes - 1);
    }
    if (bytes > 1) {
      sink.u8(flags);
      int written = FLAGS_FIELD_BYTES;
      if ((flags & HAS_CLOCK) != 0) {
        // 33 bits of 90 kHz, six reserved ones, nine bits of 27 MHz
        sink.u32(reference >> 1).u16((int) (reference & 1) << 15 | 0x7E00);
        written = CLOCK_FIELD_BYTES;
      }
      sink.fill(bytes - written, 0xFF);
    }
  }

  /** Reads through slices as if they were one. */
  private static final class Gathering {

    private final List<ByteSlice> pieces;
    private int piece;
    private int position;

    Gathering(List<ByteSlice> pieces) {
      this.pieces = pieces;
    }

    void copy(int bytes, ByteSink target) {
      int left = bytes;
      while (left > 0) {
        ByteSlice slice = pieces.get(piece);
        int length = Math.min(left, slice.length() - position);
        target.bytes(slice.array(), slice.offset() + position, length);
        position += length;
        left -= length;
        if (position == slice.length()) {
          piece++;
          position = 0;
        }
      }
    }
  }
}
