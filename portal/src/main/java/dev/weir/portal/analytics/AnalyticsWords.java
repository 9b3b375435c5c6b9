package dev.weir.portal.analytics;

import dev.weir.contract.analytics.Client;
import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Dimension;
import dev.weir.portal.web.Language;
import dev.weir.portal.web.Messages;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Figures and parts as people read them, in the language of the request. */
final class AnalyticsWords {

  private static final String BUNDLE = "analytics/words";
  private static final double BINARY = 1_024;
  private static final double DECIMAL = 1_000;
  private static final double HOUR_MS = 3_600_000;
  private static final double MINUTE_MS = 60_000;
  private static final int SMALL = 10;
  private static final List<String> SIZES = List.of("b", "kib", "mib", "gib", "tib", "pib");
  private static final List<String> RATES = List.of("bit", "kbit", "mbit", "gbit", "tbit");

  /** A newer gateway may know more of them than this portal has words for. */
  private static final Set<String> DELIVERIES = names(Delivery.values());

  private static final Set<String> DEVICES = names(Client.Device.values());

  private AnalyticsWords() {}

  private static Set<String> names(Enum<?>[] known) {
    return Arrays.stream(known).map(Enum::name).collect(Collectors.toUnmodifiableSet());
  }

  /** How much at a time. */
  static String rate(Measure measure, double rate) {
    return switch (measure) {
      case VIEWERS -> number(rate);
      case BANDWIDTH -> scaled("rate.", RATES, DECIMAL, rate);
      case PLAYS, REQUESTS, FAILED -> Messages.text(BUNDLE, "per-minute", number(rate));
    };
  }

  /** How much in all. */
  static String amount(Measure measure, long amount) {
    return switch (measure) {
      case VIEWERS -> watched(amount);
      case BANDWIDTH -> scaled("size.", SIZES, BINARY, (double) amount);
      case PLAYS, REQUESTS, FAILED -> Messages.text(BUNDLE, "count", amount);
    };
  }

  static String count(long count) {
    return Messages.text(BUNDLE, "count", count);
  }

  static String percent(double share) {
    return Messages.text(BUNDLE, "percent", share);
  }

  /** A part of a dimension. */
  static String part(Dimension dimension, String value) {
    if (dimension == Dimension.STATUS) {
      return status(value);
    }
    if (value.isEmpty() || value.equals("?")) {
      return Messages.text(BUNDLE, (value.isEmpty() ? "none." : "other.") + dimension);
    }
    return switch (dimension) {
      case PROTOCOL ->
          DELIVERIES.contains(value) ? Messages.text(BUNDLE, "protocol." + value) : value;
      case DEVICE -> DEVICES.contains(value) ? Messages.text(BUNDLE, "device." + value) : value;
      case TOTAL, RENDITION, REFERER, BROWSER, SYSTEM, STATUS -> value;
    };
  }

  /** A time of a grain, in UTC. */
  static String time(Grain grain, Instant at) {
    return format(grain == Grain.DAY ? "format.day" : "format.minute", at);
  }

  /** The same for an axis, where there is little room. */
  static String tick(Grain grain, boolean withinADay, Instant at) {
    if (grain == Grain.DAY) {
      return format("format.tick.day", at);
    }
    return format(withinADay ? "format.tick.minute" : "format.tick.hour", at);
  }

  private static String format(String key, Instant at) {
    return DateTimeFormatter.ofPattern(Messages.text(BUNDLE, key), Language.current())
        .withZone(ZoneOffset.UTC)
        .format(at);
  }

  private static String status(String value) {
    return switch (value) {
      case "199", "299", "399", "499", "599" ->
          Messages.text(BUNDLE, "status.other", value.substring(0, 1));
      default -> value;
    };
  }

  private static String watched(long milliseconds) {
    return milliseconds >= HOUR_MS
        ? Messages.text(BUNDLE, "hours", milliseconds / HOUR_MS)
        : Messages.text(BUNDLE, "minutes", milliseconds / MINUTE_MS);
  }

  /** Small numbers with a digit behind the point. */
  private static String number(double number) {
    return Messages.text(BUNDLE, number < SMALL ? "decimal" : "whole", number);
  }

  private static String scaled(String kind, List<String> units, double step, double amount) {
    int power = 0;
    double rest = amount;
    while (rest >= step && power < units.size() - 1) {
      rest /= step;
      power++;
    }
    return Messages.text(BUNDLE, kind + units.get(power), rest);
  }
}
