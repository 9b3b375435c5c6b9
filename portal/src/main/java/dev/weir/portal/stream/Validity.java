package dev.weir.portal.stream;

import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an address shall open something: a number of minutes, hours, days, or years of 365 days.
 *
 * @param text as it stands in a query, such as {@code 90m}, {@code 6h}, {@code 30d}, {@code 1y}
 * @param duration the length of time
 */
public record Validity(String text, Duration duration) {

  /** The longest. */
  public static final Duration MAX = Duration.ofDays(3_650);

  /** For today's event; what holds unless somebody chooses. */
  public static final Validity DAY = new Validity("1d", Duration.ofDays(1));

  /** What is offered first: for a test, today's event, a series, a channel. */
  static final List<Validity> OFFERED =
      List.of(
          new Validity("1h", Duration.ofHours(1)),
          DAY,
          new Validity("30d", Duration.ofDays(30)),
          new Validity("1y", Duration.ofDays(365)));

  /** Units in which people type one, the smallest first. */
  static final String[] UNITS = {"m", "h", "d"};

  private static final int DAYS_OF_A_YEAR = 365;
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})([mhdy])");

  /** Reads the query's form; empty for what is none, and for more than {@link #MAX}. */
  public static Optional<Validity> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(form.group(1));
    Duration duration =
        switch (form.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofDays(count * DAYS_OF_A_YEAR);
        };
    return duration.compareTo(MAX) > 0
        ? Optional.empty()
        : Optional.of(new Validity(text, duration));
  }

  /** The number within {@link #text}. */
  String count() {
    return text.substring(0, text.length() - 1);
  }

  /** The unit within {@link #text}. */
  String unit() {
    return text.substring(text.length() - 1);
  }

  /** As shown to people; of those that are offered. */
  String title() {
    return Messages.text("stream/words", "validity." + text);
  }
}
