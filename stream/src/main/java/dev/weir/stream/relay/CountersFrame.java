package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.ts.TsContinuity;
import dev.weir.stream.timeline.MuxStart;
import java.util.ArrayList;
import java.util.List;

/**
 * Where transport stream segments begin: {@code count:16}, and for each {@code sequence:64 |
 * tables:8 | streams:8 | counter:8 …}.
 *
 * @param starts by sequence number
 */
record CountersFrame(List<MuxStart> starts) implements RelayFrame {

  static final int TYPE = 2;

  CountersFrame {
    starts = List.copyOf(starts);
  }

  static CountersFrame read(ByteCursor cursor) {
    int count = cursor.u16();
    List<MuxStart> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long sequence = cursor.i64();
      int tables = cursor.u8();
      int streams = cursor.u8();
      List<Integer> counters = new ArrayList<>();
      for (int stream = 0; stream < streams; stream++) {
        counters.add(cursor.u8());
      }
      starts.add(new MuxStart(sequence, new TsContinuity(tables, counters)));
    }
    return new CountersFrame(starts);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {
    sink.u16(starts.size());
    for (MuxStart start : starts) {
      TsContinuity counters = start.continuity();
      sink.u64(start.sequence()).u8(counters.tables()).u8(counters.streams().size());
      counters.streams().forEach(sink::u8);
    }
  }
}
