package dev.weir.runtime.analytics;

import java.time.Duration;

/**
 * A tenant's audience within a moment.
 *
 * @param viewers at its end
 * @param bytes that they took meanwhile
 * @param requests that were answered meanwhile
 * @param failed those of them with a status of 400 or more
 */
public record Moment(long viewers, long bytes, long requests, long failed) {

  /** How long a moment is. */
  public static final Duration LENGTH = Duration.ofSeconds(5);

  /** For how long moments can be asked for. */
  public static final Duration KEPT = Duration.ofMinutes(15);

  /** Nobody and nothing. */
  public static final Moment NONE = new Moment(0, 0, 0, 0);

  /** What two nodes counted together. */
  public Moment and(Moment other) {
    return new Moment(
        viewers + other.viewers,
        bytes + other.bytes,
        requests + other.requests,
        failed + other.failed);
  }
}
