package dev.weir.portal.domain.inventory;

import java.time.Duration;
import java.time.Instant;

/**
 * How old something is, and when it should have a successor. Public for the template.
 *
 * @param ageDays whole days since it was made
 * @param at when it should have a successor, ISO 8601
 * @param due whether it should have had one already
 */
public record Rotation(long ageDays, String at, boolean due) {

  static Rotation of(Instant madeAt, Instant at, Instant now) {
    return new Rotation(days(madeAt, now), at.toString(), !now.isBefore(at));
  }

  /** Whole days since something. */
  static long days(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toDays());
  }
}
