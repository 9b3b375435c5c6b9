package dev.weir.media.ts;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes segments of a transport stream (ISO/IEC 13818-1). Each begins with its program tables;
 * streams are interleaved by decode time; the first stream that has anything carries the clock
 * reference, with each of its PES packets.
 *
 * <p>Continuity counters go on from segment to segment. How far a segment moves them follows from
 * the sizes of its frames alone ({@link #after}), so it is known when the segment is cut, and
 * segments can be written in any order, or not at all. Payloads are copied once. A frame that
 * cannot be framed (its NAL units do not add up, it is longer than its header can say) is left out.
 */
public final class TsWriter {

  /** Frames of sound are put into one PES packet as long as it stays below this, bytes. */
  static final int SOUND_PES_BYTES = 2600;

  /** And as long as they are not more than this. */
  static final int SOUND_PES_FRAMES = 6;

  /**
   * A frame that a PES packet does not give the time of is at most this far from where it is due.
   */
  private static final int TOLERANCE_TICKS = 4;

  private static final int SOUND_LIMIT_BYTES = PesPacket.MAX_BYTES_AFTER_LENGTH - 16;

  private final TsProgram program;
  private final int tableVersion;

  /**
   * A writer of segments of {@code program}.
   *
   * @param configurationNumber counts the configurations of the program
   */
  public TsWriter(TsProgram program, int configurationNumber) {
    this.program = program;
    this.tableVersion = configurationNumber & 0x1F;
  }

  /**
   * Where the counters are after a segment.
   *
   * @param before where they are before it
   * @param units the frames of each stream, in the order of the program's streams
   */
  public TsContinuity after(TsContinuity before, List<List<AccessUnit>> units) {
    int clock = clockStream(units);
    long[] packets = new long[units.size()];
    for (int stream = 0; stream < units.size(); stream++) {
      for (PesPacket pes : packetized(stream, units.get(stream))) {
        packets[stream] += PacketSink.packets(pes, stream == clock);
      }
    }
    return before.plus(packets);
  }

  /** Writes a segment; see {@link #after} for the arguments. */
  public ByteSlice write(TsContinuity before, List<List<AccessUnit>> units) {
    int clock = clockStream(units);
    List<PesPacket> packets = new ArrayList<>();
    int[] counters = new int[units.size()];
    for (int stream = 0; stream < units.size(); stream++) {
      packets.addAll(packetized(stream, units.get(stream)));
      counters[stream] = before.stream(stream);
    }
    packets.sort(Comparator.comparingLong(pes -> pes.first().decodeTicks()));
    int count = packets.stream().mapToInt(p -> PacketSink.packets(p, p.stream() == clock)).sum();
    ByteSink bytes = new ByteSink((count + 2) * PacketSink.PACKET_BYTES);
    PacketSink sink = new PacketSink(bytes);
    sink.table(ProgramTables.ASSOCIATION_PID, ProgramTables.association(), before.tables());
    int clockPid = TsProgram.FIRST_PID + clock;
    byte[] map = ProgramTables.map(program.streams(), tableVersion, clockPid);
    sink.table(ProgramTables.MAP_PID, map, before.tables());
    for (PesPacket pes : packets) {
      int stream = pes.stream();
      counters[stream] = sink.pes(pes, counters[stream], stream == clock);
    }
    return bytes.toSlice();
  }

  private static int clockStream(List<List<AccessUnit>> units) {
    for (int stream = 0; stream < units.size(); stream++) {
      if (!units.get(stream).isEmpty()) {
        return stream;
      }
    }
    return 0;
  }

  private List<PesPacket> packetized(int index, List<AccessUnit> units) {
    ElementaryStream stream = program.streams().get(index);
    double frameTicks = program.frameTicks(index);
    List<PesPacket> packets = new ArrayList<>();
    Group group = new Group(frameTicks);
    for (AccessUnit unit : units) {
      List<ByteSlice> pieces = framed(stream, unit);
      if (!group.isEmpty() && !group.takes(unit, pieces)) {
        packets.add(group.packet(index, stream.streamId()));
        group = new Group(frameTicks);
      }
      if (!pieces.isEmpty()) {
        group.add(unit, pieces);
      }
    }
    if (!group.isEmpty()) {
      packets.add(group.packet(index, stream.streamId()));
    }
    return packets;
  }

  private static List<ByteSlice> framed(ElementaryStream stream, AccessUnit unit) {
    try {
      List<ByteSlice> pieces = stream.framed(unit);
      boolean tooLong = !(stream instanceof AnnexBStream) && bytes(pieces) > SOUND_LIMIT_BYTES;
      return tooLong || bytes(pieces) == 0 ? List.of() : pieces;
    } catch (MalformedMediaException e) {
      return List.of();
    }
  }

  private static int bytes(List<ByteSlice> pieces) {
    int sum = 0;
    for (ByteSlice piece : pieces) {
      sum += piece.length();
    }
    return sum;
  }

  /** Access units that share a PES packet. */
  private static final class Group {

    private final double frameTicks;
    private final List<AccessUnit> units = new ArrayList<>();
    private final List<ByteSlice> pieces = new ArrayList<>();
    private int bytes;

    Group(double frameTicks) {
      this.frameTicks = frameTicks;
    }

    boolean isEmpty() {
      return units.isEmpty();
    }

    boolean takes(AccessUnit unit, List<ByteSlice> more) {
      double impliedTicks = units.getFirst().decodeTicks() + units.size() * frameTicks;
      return frameTicks > 0
          && units.size() < SOUND_PES_FRAMES
          && bytes + bytes(more) <= SOUND_PES_BYTES
          && Math.abs(unit.decodeTicks() - impliedTicks) <= TOLERANCE_TICKS;
    }

    void add(AccessUnit unit, List<ByteSlice> more) {
      units.add(unit);
      pieces.addAll(more);
      bytes += bytes(more);
    }

    PesPacket packet(int stream, int streamId) {
      return PesPacket.of(stream, streamId, units.getFirst(), pieces);
    }
  }
}
