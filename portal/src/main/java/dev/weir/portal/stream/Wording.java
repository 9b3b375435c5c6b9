package dev.weir.portal.stream;

import dev.weir.portal.web.Language;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Quantities as people read them, in the language of the request. */
public final class Wording {

  /** A rate that is counted over a few seconds is no more exact than this. */
  private static final double MEASURING_ERROR = 0.15;

  private static final String BUNDLE = "stream/words";
  private static final double KILO = 1_000;
  private static final double MEGA = 1_000_000;
  private static final double GIGA = 1_000_000_000;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private Wording() {}

  /** {@code 4.82 Mbit/s}, {@code 128 kbit/s}; a dash when nothing flows. */
  public static String bitRate(long bitsPerSecond) {
    if (bitsPerSecond <= 0) {
      return "–";
    }
    return bitsPerSecond >= MEGA
        ? Messages.text(BUNDLE, "rate.mega", bitsPerSecond / MEGA)
        : Messages.text(BUNDLE, "rate.kilo", bitsPerSecond / KILO);
  }

  /** {@code 1.2 GB}, {@code 340 MB}, {@code 12 kB}; a dash for nothing. */
  public static String bytes(long bytes) {
    if (bytes <= 0) {
      return "–";
    }
    if (bytes >= GIGA) {
      return Messages.text(BUNDLE, "size.giga", bytes / GIGA);
    }
    return bytes >= MEGA
        ? Messages.text(BUNDLE, "size.mega", bytes / MEGA)
        : Messages.text(BUNDLE, "size.kilo", bytes / KILO);
  }

  /** {@code 30}, {@code 12.5}: no more digits than are known; a dash when there is no video. */
  static String frameRate(double framesPerSecond) {
    if (framesPerSecond <= 0) {
      return "–";
    }
    double whole = Math.rint(framesPerSecond);
    return Math.abs(framesPerSecond - whole) < MEASURING_ERROR
        ? String.format(Language.current(), "%.0f", whole)
        : String.format(Language.current(), "%.1f", framesPerSecond);
  }

  /** {@code 1,204}. */
  public static String count(long value) {
    return String.format(Language.current(), "%,d", value);
  }

  /** {@code 0.4}: one digit behind the point. */
  public static String decimal(double value) {
    return String.format(Language.current(), "%.1f", value);
  }

  /** {@code 2.0 s}; a dash when unknown. */
  static String seconds(int milliseconds) {
    return milliseconds <= 0 ? "–" : Messages.text(BUNDLE, "seconds", milliseconds / KILO);
  }

  /** {@code 12 s}, {@code 4 min}, {@code 2 h 11 min}, {@code 3 d 4 h}. */
  public static String duration(Duration duration) {
    long days = duration.toDays();
    if (days > 0) {
      return Messages.text(BUNDLE, "duration.days", days, duration.toHoursPart());
    }
    if (duration.toHours() > 0) {
      return Messages.text(BUNDLE, "duration.hours", duration.toHours(), duration.toMinutesPart());
    }
    return duration.toMinutes() > 0
        ? Messages.text(BUNDLE, "duration.minutes", duration.toMinutes())
        : Messages.text(BUNDLE, "duration.seconds", Math.max(0, duration.toSeconds()));
  }

  /** {@code 22 Nov 2026, 18:04 UTC}. */
  static String minute(Instant instant) {
    return MINUTE.withLocale(Language.current()).format(instant);
  }
}
