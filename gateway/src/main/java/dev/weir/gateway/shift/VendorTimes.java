package dev.weir.gateway.shift;

import dev.weir.gateway.shift.ShiftWish.Times;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as ApsaraVideo Live writes them: {@code aliyunols=on} and {@code
 * lhs_{type}_{format}_{unit}_{zone}}, the type being {@code start}, {@code end}, {@code vodend} or
 * {@code offset}, the format {@code unix} or {@code human} ({@code YYYYMMDDhhmmss} in the zone,
 * hours east). Players put a bare {@code lhs_start=1} beside them, which says nothing. An end makes
 * a playlist that is over, whether it is called {@code end} or {@code vodend}.
 */
final class VendorTimes {

  private static final String SWITCH = "aliyunols";
  private static final Pattern NAME =
      Pattern.compile("lhs_(start|end|vodend|offset)_(unix|human)_(s|ms|us|ns)_([0-9])");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
  private static final Map<String, Integer> DIGITS = Map.of("s", 0, "ms", 3, "us", 6, "ns", 9);
  private static final DateTimeFormatter HUMAN = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final int HUMAN_LENGTH = 14;

  private VendorTimes() {}

  /** Whether times are written so. */
  static boolean isIn(MultiMap query) {
    return "on".equals(query.get(SWITCH))
        && query.names().stream().anyMatch(name -> NAME.matcher(name).matches());
  }

  /** Reads them; empty when there are none. Throws {@code SHIFT_TIME_MALFORMED}. */
  static Optional<Times> read(MultiMap query) {
    Map<String, Long> found = new HashMap<>();
    for (Map.Entry<String, String> parameter : query) {
      Matcher name = NAME.matcher(parameter.getKey());
      if (!name.matches()) {
        continue;
      }
      String type = name.group(1).equals("vodend") ? "end" : name.group(1);
      if (found.put(type, ms(name, parameter.getValue())) != null) {
        throw ShiftWish.malformed("twice: " + type);
      }
    }
    Times times =
        new Times(
            Optional.ofNullable(found.get("start")),
            Optional.ofNullable(found.get("end")),
            Optional.ofNullable(found.get("offset")));
    return times.isNothing() ? Optional.empty() : Optional.of(times);
  }

  private static long ms(Matcher name, String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw ShiftWish.malformed("not a number: " + name.group());
    }
    int digits = DIGITS.getOrDefault(name.group(3), 0);
    if (name.group(2).equals("unix")) {
      return new BigDecimal(value).movePointRight(3 - digits).longValue();
    }
    int zone = Integer.parseInt(name.group(4));
    if (name.group(1).equals("offset") || value.length() < HUMAN_LENGTH) {
      throw ShiftWish.malformed("not a date: " + name.group());
    }
    try {
      long ms =
          LocalDateTime.parse(value.substring(0, HUMAN_LENGTH), HUMAN)
              .toInstant(ZoneOffset.ofHours(zone))
              .toEpochMilli();
      String fraction = value.substring(HUMAN_LENGTH);
      return fraction.isEmpty()
          ? ms
          : ms + new BigDecimal("0." + fraction).movePointRight(3).longValue();
    } catch (DateTimeException unreadable) {
      throw ShiftWish.malformed("not a date: " + name.group());
    }
  }
}
