package dev.weir.stream.timeline;

/** Whoever wants to know every change of a timeline. Called on the timeline's loop, in order. */
public interface TimelineFollower {

  /**
   * The first call.
   *
   * @param base revision that {@code first} is added to; 0 when it is all there is
   * @param first what leads from there to now
   */
  void begun(long base, TimelineChange first);

  /** The timeline has changed. */
  void changed(TimelineChange change);

  /** The last call: another timeline has taken this one's place, or its time is over. */
  void gone();
}
