package dev.weir.media.hls;

import org.jspecify.annotations.Nullable;

/**
 * Cuts where a source was cut, under the same numbers. What is missing of a rendition becomes gaps,
 * and no discontinuity: the times of what follows are the source's all the same. For all periods of
 * a timeline.
 */
final class FollowedCuts implements CutRule {

  private static final long NONE = Long.MIN_VALUE;

  private final CutLine line;

  private long sequence = NONE;
  private long previousMs;
  private int shownAfterMs;

  FollowedCuts(CutLine line) {
    this.line = line;
  }

  /** Whether the source has a discontinuity before this frame. */
  boolean breaksBefore(TimedFrame frame) {
    return frame.key() && line.breakBetween(sequence, frame.shownMs()) != null;
  }

  @Override
  public @Nullable Start begin(TimedFrame first) {
    long shownMs = first.shownMs();
    CutLine.Mark mark = sequence == NONE ? line.at(shownMs) : next(shownMs);
    if (mark == null || isFarAhead(shownMs)) {
      // The segment in which this period would begin has been closed with the one before it, or
      // the source has none there yet: what lies between could not be cut.
      return null;
    }
    shownAfterMs = first.shownAfterMs();
    Cut cut = mark.cut();
    boolean nothingBefore = sequence == NONE;
    long atMs =
        nothingBefore ? first.dtsMs() : Math.min(mark.shownMs() - shownAfterMs, first.dtsMs());
    sequence = cut.sequence();
    previousMs = atMs;
    Cut start =
        new Cut(
            cut.sequence(),
            cut.discontinuitySequence(),
            cut.discontinuity() && !nothingBefore,
            atMs);
    return new Start(start, mark.wallOffsetMs());
  }

  private boolean isFarAhead(long shownMs) {
    CutLine.Mark newest = line.at(shownMs);
    return newest != null && shownMs - newest.shownMs() > Period.MAX_SEGMENT_MS;
  }

  /** Where it goes on: behind the newest discontinuity, or with the segment that comes next. */
  private CutLine.@Nullable Mark next(long shownMs) {
    CutLine.Mark broken = line.breakBetween(sequence, shownMs);
    CutLine.Mark next = broken == null ? line.after(sequence) : broken;
    return next != null && next.shownMs() <= shownMs + CutLine.SAME_MS ? next : null;
  }

  @Override
  public @Nullable Cut before(TimedFrame frame) {
    CutLine.Mark next = line.after(sequence);
    if (next == null || next.cut().discontinuity()) {
      return null;
    }
    long aheadMs = frame.shownMs() - next.shownMs();
    if (aheadMs < (frame.key() ? -CutLine.SAME_MS : CutLine.SAME_MS)) {
      return null;
    }
    boolean same = frame.key() && aheadMs <= CutLine.SAME_MS;
    return cut(next, same ? frame.dtsMs() : Math.min(onOwnClock(next), frame.dtsMs()));
  }

  @Override
  public @Nullable Cut inSilence(long horizonMs) {
    CutLine.Mark next = line.after(sequence);
    return next == null || next.cut().discontinuity() || onOwnClock(next) > horizonMs
        ? null
        : cut(next, onOwnClock(next));
  }

  @Override
  public void placed(TimedFrame frame) {
    previousMs = Math.max(previousMs, frame.dtsMs());
  }

  @Override
  public long gopMs() {
    return 0;
  }

  private Cut cut(CutLine.Mark mark, long atMs) {
    sequence = mark.cut().sequence();
    long behindMs = Math.max(atMs, previousMs + 1);
    previousMs = behindMs;
    return mark.cut().at(behindMs);
  }

  private long onOwnClock(CutLine.Mark mark) {
    return mark.shownMs() - shownAfterMs;
  }
}
