package dev.weir.contract.quality;

/** What is summed over plays. A name is a column, and a word on the wire: it never changes. */
public enum QualityCount {
  /** Plays that showed a picture. */
  STARTS,
  /** Plays that failed before they showed one. */
  FAILED_STARTS,
  /** Plays that the viewer left before they showed one. */
  ABANDONED_STARTS,
  /** Plays that stalled at least once, counted at the first time. */
  STALLED_PLAYS,
  /** Stalls. */
  STALLS,
  /** Time in stalls, milliseconds. */
  STALLED_MS,
  /** Time that pictures ran, milliseconds. */
  WATCHED_MS,
  /** Changes of rendition. */
  SWITCHES,
  /** Part of the watched time of which the bit rate is known, milliseconds. */
  RATED_MS,
  /** Bits of media in that time. */
  RATED_BITS,
  /** {@link PlayFailure#NETWORK}. */
  NETWORK_FAILURES,
  /** {@link PlayFailure#TIMEOUT}. */
  TIMEOUT_FAILURES,
  /** {@link PlayFailure#MEDIA}. */
  MEDIA_FAILURES,
  /** {@link PlayFailure#UNSUPPORTED}. */
  UNSUPPORTED_FAILURES,
  /** {@link PlayFailure#REFUSED}. */
  REFUSED_FAILURES
}
