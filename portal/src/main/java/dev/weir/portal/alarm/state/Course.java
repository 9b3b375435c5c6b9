package dev.weir.portal.alarm.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far one alarm has come. Calm is no course at all.
 *
 * @param phase how far
 * @param since when it began to be bad
 * @param calmSince since when it has been well without a break; empty while it is not
 * @param knownAt when it was last measured
 */
public record Course(Phase phase, Instant since, Optional<Instant> calmSince, Instant knownAt) {

  /** The phases, in their order. Names are stored: they are never changed. */
  public enum Phase {
    /** It is bad, and not for long enough yet. Nobody is told. */
    PENDING,
    /** It is raised. */
    RAISED,
    /** It is over. */
    RESOLVED
  }

  /**
   * What follows from a measurement. What nobody measured is no measurement: then nothing follows,
   * and what was before stays.
   *
   * @param before empty for calm
   * @return empty for calm
   */
  public static Optional<Course> after(
      Optional<Course> before, Level level, Instant now, Patience patience) {
    return before
        .map(known -> known.then(level, now, patience))
        .orElseGet(() -> level == Level.BAD ? Optional.of(begun(now, patience)) : Optional.empty());
  }

  private static Course begun(Instant now, Patience patience) {
    return pending(now, now, patience);
  }

  private static Course pending(Instant since, Instant now, Patience patience) {
    boolean longEnough = Duration.between(since, now).compareTo(patience.hold()) >= 0;
    return new Course(longEnough ? Phase.RAISED : Phase.PENDING, since, Optional.empty(), now);
  }

  private Optional<Course> then(Level level, Instant now, Patience patience) {
    boolean unbroken = Duration.between(knownAt, now).compareTo(patience.gap()) <= 0;
    return switch (phase) {
      case PENDING ->
          level == Level.BAD
              ? Optional.of(pending(unbroken ? since : now, now, patience))
              : Optional.empty();
      case RAISED -> Optional.of(raised(level, unbroken, now, patience));
      case RESOLVED -> Optional.of(this);
    };
  }

  private Course raised(Level level, boolean unbroken, Instant now, Patience patience) {
    if (level != Level.WELL) {
      return new Course(Phase.RAISED, since, Optional.empty(), now);
    }
    Instant well = unbroken ? calmSince.orElse(now) : now;
    boolean longEnough = Duration.between(well, now).compareTo(patience.calm()) >= 0;
    return new Course(longEnough ? Phase.RESOLVED : Phase.RAISED, since, Optional.of(well), now);
  }
}
