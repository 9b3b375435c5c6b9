package dev.weir.stream.shift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time of which everything is there.
 *
 * @param startMs when it begins, Unix milliseconds
 * @param endMs when it ends
 */
public record Run(long startMs, long endMs) {

  /** What is missing for less than this is not told as missing. */
  public static final long CLOSE_MS = 4_000;

  /** What slices cover, in order of time. */
  public static List<Run> of(List<ShiftSlice> slices) {
    List<Run> pieces = new ArrayList<>();
    for (ShiftSlice slice : slices) {
      slice.segments().forEach(s -> append(pieces, new Run(s.startMs(), s.endMs())));
    }
    return join(pieces);
  }

  /** The same times with as few runs as tell them. */
  public static List<Run> join(List<Run> pieces) {
    List<Run> joined = new ArrayList<>();
    pieces.stream()
        .sorted(Comparator.comparingLong(Run::startMs))
        .forEach(piece -> append(joined, piece));
    return joined;
  }

  private static void append(List<Run> runs, Run next) {
    Run last = runs.isEmpty() ? null : runs.getLast();
    if (last != null && next.startMs >= last.startMs && next.startMs - last.endMs < CLOSE_MS) {
      runs.set(runs.size() - 1, new Run(last.startMs, Math.max(last.endMs, next.endMs)));
    } else {
      runs.add(next);
    }
  }
}
