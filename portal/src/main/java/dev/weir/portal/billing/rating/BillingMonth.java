package dev.weir.portal.billing.rating;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A calendar month where the tenant lives. It has as many hours as its days have there: a month in
 * which clocks are changed has one more or one less.
 *
 * @param month which
 * @param zone whose midnight begins a day
 */
public record BillingMonth(YearMonth month, ZoneId zone) {

  /** What bandwidth is taken over: five minutes. */
  public static final Duration POINT = Duration.ofMinutes(5);

  /** The first instant of it. */
  public Instant begins() {
    return startOf(month.atDay(1));
  }

  /** The first instant that is not of it any more. */
  public Instant ends() {
    return startOf(month.plusMonths(1).atDay(1));
  }

  /** How many days it has. */
  public int days() {
    return month.lengthOfMonth();
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(begins(), ends());
  }

  /** How many points it has. */
  public int points() {
    return Math.toIntExact(length().dividedBy(POINT));
  }

  /** Whether something that happened then is of it. */
  public boolean holds(Instant time) {
    return !time.isBefore(begins()) && time.isBefore(ends());
  }

  /**
   * The point that a time belongs to, from zero.
   *
   * @throws IllegalArgumentException when it is not of this month
   */
  public int pointOf(Instant time) {
    if (!holds(time)) {
      throw new IllegalArgumentException(time + " is not in " + month + " of " + zone);
    }
    return Math.toIntExact(Duration.between(begins(), time).dividedBy(POINT));
  }

  /** The first point of a day, which is the number of all points for the day after the last. */
  int firstPointOf(int dayOfMonth) {
    Instant midnight = dayOfMonth > days() ? ends() : startOf(month.atDay(dayOfMonth));
    return Math.toIntExact(Duration.between(begins(), midnight).dividedBy(POINT));
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
