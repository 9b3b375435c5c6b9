package dev.weir.transcoder.supervise;

import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.transcoder.ladder.SourceLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * What a source does, whatever it says of itself: pictures and bits a second of its own time, in
 * one stretch after the other. Once it was too much, that is so until another source follows.
 * Belongs to one thread.
 */
final class SourceMeasure {

  /** How long a stretch is. A source whose times stand still does not come to its end. */
  static final Duration STRETCH = Duration.ofSeconds(5);

  /** Times are milliseconds, and encoders make up for pictures that were late: one in ten more. */
  private static final double TOLERANCE = 1.1;

  private static final long MOST_FRAMES =
      (long) (SourceLimits.MAX_FRAMES_PER_SECOND * STRETCH.toSeconds() * TOLERANCE);

  private static final long MOST_BYTES =
      (long) (SourceLimits.MAX_BITS_PER_SECOND / Byte.SIZE * STRETCH.toSeconds() * TOLERANCE);

  private Optional<RungState> excess = Optional.empty();
  private long beganMs = Long.MIN_VALUE;
  private long frames;
  private long bytes;

  /** Another source follows. */
  void clear() {
    excess = Optional.empty();
    beganMs = Long.MIN_VALUE;
  }

  /**
   * Takes note of a tag.
   *
   * @return whether it has just become too much
   */
  boolean note(FlvTag tag) {
    if (excess.isPresent()
        || !(tag instanceof VideoTag)
        || !tag.isCodedFrame()
        || !SourceWatch.isFirstTrack(tag)) {
      return false;
    }
    long sinceMs = tag.timestampMs() - beganMs;
    if (beganMs == Long.MIN_VALUE || sinceMs >= STRETCH.toMillis()) {
      beganMs = tag.timestampMs();
      frames = 0;
      bytes = 0;
    }
    frames++;
    bytes += tag.body().length;
    if (frames > MOST_FRAMES) {
      excess = Optional.of(RungState.SOURCE_TOO_FAST);
    } else if (bytes > MOST_BYTES) {
      excess = Optional.of(RungState.SOURCE_TOO_HEAVY);
    }
    return excess.isPresent();
  }

  /** Why it is not transcoded; empty for a source that is. */
  Optional<RungState> excess() {
    return excess;
  }
}
