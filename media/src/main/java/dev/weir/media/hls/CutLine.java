package dev.weir.media.hls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the segments of a source begin, written while they are cut. Whatever lies on the source's
 * clock, its renditions above all, can be cut and numbered alike, so that players change from one
 * to another at any segment. Belongs to one thread.
 */
public final class CutLine {

  /** Most beginnings that are remembered. */
  static final int MAX_MARKS = 64;

  /** By how much the same picture's time may differ, milliseconds. */
  static final int SAME_MS = 10;

  private final Deque<Mark> marks = new ArrayDeque<>();
  private @Nullable TimelineTerms terms;

  /**
   * The beginning of a segment.
   *
   * @param cut on the source's decode clock
   * @param shownMs when what it begins with is shown, milliseconds on the source's clock
   * @param wallOffsetMs Unix time minus decode time of the source
   */
  record Mark(Cut cut, long shownMs, long wallOffsetMs) {}

  void open(TimelineTerms fixed) {
    terms = fixed;
  }

  void add(Mark mark) {
    if (marks.size() == MAX_MARKS) {
      marks.removeFirst();
    }
    marks.add(mark);
  }

  /** What holds for the source's timeline, once that is known. */
  Optional<TimelineTerms> terms() {
    return Optional.ofNullable(terms);
  }

  /** The oldest remembered segment behind number {@code sequence}, or null. */
  @Nullable Mark after(long sequence) {
    for (Mark mark : marks) {
      if (mark.cut().sequence() > sequence) {
        return mark;
      }
    }
    return null;
  }

  /** The segment that a moment belongs to, as far as is remembered, or null. */
  @Nullable Mark at(long shownMs) {
    for (Iterator<Mark> newestFirst = marks.descendingIterator(); newestFirst.hasNext(); ) {
      Mark mark = newestFirst.next();
      if (mark.shownMs() <= shownMs + SAME_MS) {
        return mark;
      }
    }
    return marks.peekFirst();
  }

  /** The newest discontinuity behind number {@code sequence} and not behind a moment, or null. */
  @Nullable Mark breakBetween(long sequence, long shownMs) {
    for (Iterator<Mark> newestFirst = marks.descendingIterator(); newestFirst.hasNext(); ) {
      Mark mark = newestFirst.next();
      if (mark.cut().sequence() <= sequence) {
        return null;
      }
      if (mark.cut().discontinuity() && mark.shownMs() <= shownMs + SAME_MS) {
        return mark;
      }
    }
    return null;
  }
}
