package dev.weir.gateway.shift;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which time somebody wants to go back to. Weir's form is {@code start}, {@code end} (seconds since
 * 1970, or ISO 8601 with a zone) and {@code offset} (seconds); the other is ApsaraVideo's, of
 * {@link VendorTimes}.
 */
public sealed interface ShiftWish {

  /** The stream as it was so long ago, going on as time does. */
  record Behind(long offsetMs) implements ShiftWish {}

  /** What was between two times, Unix milliseconds, and is over. */
  record Between(long startMs, long endMs) implements ShiftWish {}

  /** Parameters of the short form. */
  String START = "start";

  /** Where it ends. */
  String END = "end";

  /** How long ago. */
  String OFFSET = "offset";

  /** As many characters have all times that make sense. */
  int MAX_LENGTH = 40;

  /** Seconds since 1970, or for so long, to the millisecond. */
  Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");

  /** Whether a request is about the past at all. */
  static boolean isIn(MultiMap query) {
    return query.contains(START)
        || query.contains(END)
        || query.contains(OFFSET)
        || VendorTimes.isIn(query);
  }

  /**
   * Reads what is asked for; empty when nothing is. Throws {@code SHIFT_TIME_MALFORMED}.
   *
   * @param now what a start without an end is as far behind as it was long ago
   */
  static Optional<ShiftWish> read(MultiMap query, Instant now) {
    if (VendorTimes.isIn(query)) {
      return VendorTimes.read(query).map(times -> of(times, now));
    }
    Times times = new Times(time(query, START), time(query, END), length(query));
    return times.isNothing() ? Optional.empty() : Optional.of(of(times, now));
  }

  /**
   * What was said, Unix milliseconds and milliseconds.
   *
   * @param startMs where it begins
   * @param endMs where it ends
   * @param offsetMs how long ago
   */
  record Times(Optional<Long> startMs, Optional<Long> endMs, Optional<Long> offsetMs) {

    boolean isNothing() {
      return startMs.isEmpty() && endMs.isEmpty() && offsetMs.isEmpty();
    }
  }

  private static ShiftWish of(Times times, Instant now) {
    if (times.startMs().isPresent() == times.offsetMs().isPresent()) {
      throw malformed("either a start or an offset");
    }
    long startMs =
        times.startMs().orElseGet(() -> now.toEpochMilli() - times.offsetMs().orElseThrow());
    return times
        .endMs()
        .<ShiftWish>map(endMs -> new Between(startMs, endMs))
        .orElseGet(() -> new Behind(now.toEpochMilli() - startMs));
  }

  private static Optional<Long> length(MultiMap query) {
    return only(query, OFFSET)
        .map(
            text -> seconds(text).orElseThrow(() -> malformed("an offset is a number of seconds")));
  }

  private static Optional<Long> time(MultiMap query, String name) {
    return only(query, name).map(text -> seconds(text).orElseGet(() -> date(text)));
  }

  private static Optional<Long> seconds(String text) {
    return SECONDS.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).movePointRight(3).longValue())
        : Optional.empty();
  }

  private static long date(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw malformed("neither seconds nor a date with a zone");
    }
  }

  /** The value of a parameter that may be there once. */
  private static Optional<String> only(MultiMap query, String name) {
    var values = query.getAll(name);
    if (values.size() > 1 || values.stream().anyMatch(text -> text.length() > MAX_LENGTH)) {
      throw malformed(name);
    }
    return values.stream().findFirst();
  }

  /** The fault of a time that cannot be read. */
  static WeirFault malformed(String detail) {
    return new WeirFault(FaultCode.SHIFT_TIME_MALFORMED, detail);
  }
}
