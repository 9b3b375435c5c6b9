package dev.weir.portal.keeping;

import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A time in two fields of a form: a number, and what it counts.
 *
 * @param name of the number's field
 * @param unit the name of the other
 * @param least shortest time
 * @param most longest time
 * @param units that are offered, short ones first
 */
record SpanField(String name, String unit, Duration least, Duration most, List<Unit> units) {

  /** More than any time, in any unit. */
  private static final long MAX_COUNT = 1_000_000_000;

  /** What is counted. */
  enum Unit {
    S(Duration.ofSeconds(1)),
    MIN(Duration.ofMinutes(1)),
    H(Duration.ofHours(1)),
    D(Duration.ofDays(1));

    private final Duration length;

    Unit(Duration length) {
      this.length = length;
    }

    private String value() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean measures(Duration time) {
      return time.toSeconds() % length.toSeconds() == 0;
    }

    private long count(Duration time) {
      return time.toSeconds() / length.toSeconds();
    }
  }

  /** Where nothing is a time too, it is to be said. */
  Stream<Field> fields() {
    Field number = Field.number(name);
    return Stream.of(
        least.isZero() ? number.mandatory() : number,
        Field.choice(unit, units.stream().map(Unit::value).toArray(String[]::new)).mandatory());
  }

  /** Puts a time into the fields; none leaves the number empty. */
  void fill(Form form, Optional<Duration> time) {
    Unit counted =
        time.filter(known -> !known.isZero())
            .flatMap(known -> largest(units, known))
            .orElseGet(units::getLast);
    form.with(name, time.map(known -> Long.toString(counted.count(known))).orElse(""));
    form.with(unit, counted.value());
  }

  /** Reads the time; empty when none is typed, and when it is wrong, which is said then. */
  Optional<Duration> read(Form form) {
    Optional<Unit> counted =
        units.stream().filter(one -> one.value().equals(form.text(unit))).findFirst();
    Optional<Long> count = form.number(name);
    if (count.isEmpty() || counted.isEmpty()) {
      return Optional.empty();
    }
    Duration time =
        counted.get().length.multipliedBy(Math.clamp(count.get(), -MAX_COUNT, MAX_COUNT));
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      form.error(name, "range.time", words(least), words(most));
      return Optional.empty();
    }
    return Optional.of(time);
  }

  /** {@code 90 seconds}, {@code 1 hour}, {@code 30 days}: in the largest unit that fits. */
  static String words(Duration time) {
    Unit unit = time.isZero() ? Unit.S : largest(List.of(Unit.values()), time).orElse(Unit.S);
    return Messages.text("keeping/words", "time." + unit.value(), unit.count(time));
  }

  private static Optional<Unit> largest(List<Unit> units, Duration time) {
    return units.reversed().stream().filter(unit -> unit.measures(time)).findFirst();
  }
}
