package dev.weir.portal.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What usage is told apart by, beside time. */
public enum UsageCut {
  /** Nothing: sums. */
  NOTHING(),
  /** The protocol, or the codec and tier: whatever the meter is divided by. */
  DETAIL("detail"),
  /** The domain. */
  DOMAIN("domain"),
  /** The source's stream. */
  STREAM("domain", "app", "stream"),
  /** Everything that is counted apart. */
  EVERYTHING("domain", "app", "stream", "rendition", "detail");

  private static final List<String> ALL = List.of("domain", "app", "stream", "rendition", "detail");

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<String> columns;

  UsageCut(String... columns) {
    this.columns = List.of(columns);
  }

  /** As it stands in addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text}. */
  public static Optional<UsageCut> parse(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }

  /** All columns of a series as SQL; empty texts for those that do not matter. */
  String selected() {
    return ALL.stream()
        .map(column -> columns.contains(column) ? "s." + column : "'' AS " + column)
        .collect(Collectors.joining(", "));
  }

  /** What rows are summed by, the time among them, as SQL. */
  String grouped(boolean byTime) {
    List<String> by =
        Stream.concat(
                byTime ? Stream.of("q.at") : Stream.of(),
                columns.stream().map(column -> "s." + column))
            .toList();
    return by.isEmpty() ? "" : "GROUP BY " + String.join(", ", by);
  }
}
