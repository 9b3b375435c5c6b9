package dev.weir.media.hls;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cuts as {@link CutPlanner} plans it, and writes down where. For one period. */
final class PlannedCuts implements CutRule {

  private final int targetDurationS;
  private final SegmentNumbers numbers;
  private final int leadMs;
  private final long expectedGopMs;
  private final CutLine line;

  private @Nullable CutPlanner planner;
  private long wallOffsetMs;
  private int shownAfterMs;

  /**
   * A plan for a period.
   *
   * @param leadMs by how much another track may begin before the leading one
   * @param expectedGopMs how long groups of pictures were so far; 0 when not known
   * @param line where it is written down
   */
  PlannedCuts(
      int targetDurationS, SegmentNumbers numbers, int leadMs, long expectedGopMs, CutLine line) {
    this.targetDurationS = targetDurationS;
    this.numbers = numbers;
    this.leadMs = leadMs;
    this.expectedGopMs = expectedGopMs;
    this.line = line;
  }

  @Override
  public Start begin(TimedFrame first) {
    wallOffsetMs = first.arrivalUnixMs() - first.dtsMs();
    shownAfterMs = first.shownAfterMs();
    planner = new CutPlanner(targetDurationS, first.dtsMs(), leadMs, expectedGopMs);
    return new Start(written(numbers.beginPeriod(first.dtsMs()), first.shownMs()), wallOffsetMs);
  }

  @Override
  public @Nullable Cut before(TimedFrame frame) {
    long atMs = running().cutBefore(frame.dtsMs(), frame.key());
    if (atMs == CutPlanner.NO_CUT) {
      return null;
    }
    boolean atKey = frame.key() && atMs == frame.dtsMs();
    return written(numbers.next(atMs), atKey ? frame.shownMs() : atMs + shownAfterMs);
  }

  @Override
  public @Nullable Cut inSilence(long horizonMs) {
    long atMs = running().cutInSilence(horizonMs);
    return atMs == CutPlanner.NO_CUT ? null : written(numbers.next(atMs), atMs + shownAfterMs);
  }

  @Override
  public void placed(TimedFrame frame) {
    running().placed(frame.dtsMs(), frame.key());
  }

  @Override
  public long gopMs() {
    return planner == null ? expectedGopMs : planner.gopMs();
  }

  private Cut written(Cut cut, long shownMs) {
    line.add(new CutLine.Mark(cut, shownMs, wallOffsetMs));
    return cut;
  }

  private CutPlanner running() {
    return Objects.requireNonNull(planner, "a period has begun");
  }
}
