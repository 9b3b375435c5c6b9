package dev.weir.media.ts;

import java.util.ArrayList;
import java.util.List;

/**
 * The continuity counters (ISO/IEC 13818-1, 2.4.3.3) between two segments: what the next packet of
 * each packet identifier carries. Knowing them, a segment can be written without the ones before
 * it.
 *
 * @param tables of the program association and program map tables, 0 to 15
 * @param streams of each elementary stream, 0 to 15; a stream that is not listed is at 0
 */
public record TsContinuity(int tables, List<Integer> streams) {

  /** All counters at 0. */
  public static final TsContinuity START = new TsContinuity(0, List.of());

  /** Makes the list immutable. */
  public TsContinuity {
    streams = List.copyOf(streams);
  }

  /** The counter of a stream. */
  int stream(int index) {
    return index < streams.size() ? streams.get(index) : 0;
  }

  /** After one packet of each table, and so many of each stream. */
  TsContinuity plus(long[] packets) {
    List<Integer> next = new ArrayList<>();
    for (int i = 0; i < Math.max(streams.size(), packets.length); i++) {
      next.add((int) (stream(i) + (i < packets.length ? packets[i] : 0)) & 0x0F);
    }
    return new TsContinuity(tables + 1 & 0x0F, next);
  }
}
