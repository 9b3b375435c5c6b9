package dev.weir.media.hls;

/**
 * What is promised when a timeline's first playlist goes out and must hold for as long as the
 * timeline lives, in all of its playlists (RFC 8216bis, 6.2.1 and 6.2.4).
 *
 * @param firstSequence media sequence number of the first segment; also the first discontinuity
 *     sequence number
 * @param targetDurationS {@code EXT-X-TARGETDURATION}, seconds
 * @param videoPartTargetMs part target of the playlist of pictures
 * @param audioPartTargetMs part target of the playlist of sound
 * @param partHoldBackMs how far from the end a low-latency player stays
 * @param windowMs how much stays listed at least, milliseconds
 */
public record TimelineTerms(
    long firstSequence,
    int targetDurationS,
    int videoPartTargetMs,
    int audioPartTargetMs,
    int partHoldBackMs,
    int windowMs) {

  /** The same for a timeline that is cut as its source's: numbers and lengths are the source's. */
  TimelineTerms like(TimelineTerms source) {
    return new TimelineTerms(
        source.firstSequence,
        source.targetDurationS,
        videoPartTargetMs,
        audioPartTargetMs,
        Math.max(partHoldBackMs, source.partHoldBackMs),
        source.windowMs);
  }

  /** The part target of a track's playlist, milliseconds. */
  public int partTargetMs(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> videoPartTargetMs;
      case AUDIO -> audioPartTargetMs;
    };
  }

  /** How far from the end a player that loads whole segments stays, seconds. */
  public int holdBackS() {
    return 3 * targetDurationS;
  }

  /** Segments that ended longer ago may be left out of a delta update, seconds. */
  public int skipUntilS() {
    return 6 * targetDurationS;
  }
}
