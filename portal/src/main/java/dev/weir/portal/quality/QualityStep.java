package dev.weir.portal.quality;

import java.time.Duration;

/** How long the times are of which sums are kept, and for how long they are. */
public enum QualityStep {
  /** One. */
  MINUTE(Duration.ofMinutes(1), Duration.ofDays(7)),
  /** Five. */
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofDays(93)),
  /** Days in UTC. */
  DAY(Duration.ofDays(1), Duration.ofDays(731));

  private final Duration length;
  private final Duration kept;

  QualityStep(Duration length, Duration kept) {
    this.length = length;
    this.kept = kept;
  }

  /** How long one is. */
  public Duration length() {
    return length;
  }

  /** How long they are kept. */
  public Duration kept() {
    return kept;
  }

  int minutes() {
    return Math.toIntExact(length.toMinutes());
  }
}
