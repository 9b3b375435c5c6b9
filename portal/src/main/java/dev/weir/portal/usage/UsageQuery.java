package dev.weir.portal.usage;

import dev.weir.contract.metering.Meter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A question about usage.
 *
 * @param meter of what
 * @param from first day, in UTC
 * @param to last day
 * @param step what times are told apart
 * @param cut what else
 * @param of of which streams
 */
public record UsageQuery(
    Meter meter, LocalDate from, LocalDate to, UsageStep step, UsageCut cut, Of of) {

  /** Throws {@link IllegalArgumentException} for days in the wrong order, or too many. */
  public UsageQuery {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("from " + from + " to " + to);
    }
    if (days(from, to) > step.maxDays()) {
      throw new IllegalArgumentException("more than " + step.maxDays() + " days by " + step.text());
    }
  }

  /** Which streams are meant; an empty text means any. */
  public record Of(String domain, String app, String stream) {

    /** All of them. */
    public static final Of ALL = new Of("", "", "");
  }

  /** How many days it is about. */
  public long days() {
    return days(from, to);
  }

  /** The same time told apart otherwise. */
  public UsageQuery by(UsageStep other, UsageCut otherCut) {
    return new UsageQuery(meter, from, to, other, otherCut, of);
  }

  private static long days(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }
}
