package dev.weir.stream.timeline;

/**
 * A timeline that is cut elsewhere: it grows by the changes of the original, and shows the same
 * numbers and the same bytes. Runs on one loop, its timeline's.
 */
public final class TimelineMirror {

  private final Timeline timeline;
  private final TimelineWriter writer;

  TimelineMirror(Timeline timeline, TimelineWriter writer) {
    this.timeline = timeline;
    this.writer = writer;
  }

  /** What is seen here of the original. */
  public Timeline timeline() {
    return timeline;
  }

  /** The revision of the original that is seen here; 0 before the first change. */
  public long revision() {
    return timeline.view().revision();
  }

  /** Follows the original. */
  public void apply(TimelineChange change) {
    writer.apply(change);
  }
}
