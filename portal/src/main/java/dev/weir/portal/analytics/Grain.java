package dev.weir.portal.analytics;

import java.time.Duration;
import java.time.Instant;

/** How fine times are told apart. Each grain begins at whole multiples of its length, in UTC. */
public enum Grain {
  /** Kept for a week. */
  MINUTE(Duration.ofMinutes(1), Duration.ofDays(7), "analytics_minute"),
  /** Kept for a quarter. */
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofDays(93), "analytics_five"),
  /** Kept for a quarter. */
  HOUR(Duration.ofHours(1), Duration.ofDays(93), "analytics_hour"),
  /** Kept for two years. */
  DAY(Duration.ofDays(1), Duration.ofDays(731), "analytics_day");

  private final Duration length;
  private final Duration kept;
  private final String table;

  Grain(Duration length, Duration kept, String table) {
    this.length = length;
    this.kept = kept;
    this.table = table;
  }

  /** How long one is. */
  public Duration length() {
    return length;
  }

  /** How long it is kept. */
  public Duration kept() {
    return kept;
  }

  String table() {
    return table;
  }

  /** The beginning of the one that a moment is in. */
  public Instant of(Instant moment) {
    long seconds = length.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
  }

  /** The end of the one that a moment is in, or the moment itself where one ends. */
  public Instant after(Instant moment) {
    Instant begin = of(moment);
    return begin.equals(moment) ? moment : begin.plus(length);
  }
}
