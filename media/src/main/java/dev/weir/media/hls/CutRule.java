package dev.weir.media.hls;

import org.jspecify.annotations.Nullable;

/** Decides where the segments of a period begin. Asked by one thread. */
interface CutRule {

  /**
   * The first segment.
   *
   * @param cut where it begins
   * @param wallOffsetMs Unix time minus decode time of whatever the period holds
   */
  record Start(Cut cut, long wallOffsetMs) {}

  /** How a period begins whose first frame this would be; null when it cannot begin with it. */
  @Nullable Start begin(TimedFrame first);

  /** A segment that begins before a frame is placed, or null. Asked until it says null. */
  @Nullable Cut before(TimedFrame frame);

  /** A segment that begins although the leading track is silent until then, or null. */
  @Nullable Cut inSilence(long horizonMs);

  /** A frame of the leading track was placed, after the cuts before it. */
  void placed(TimedFrame frame);

  /** The length of the newest whole group of pictures, milliseconds; 0 when not known. */
  long gopMs();
}
