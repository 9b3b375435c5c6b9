package dev.weir.portal.quality;

import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualitySums;
import dev.weir.contract.quality.Spread;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns that sums stand in: a column for each count, and for each bucket of a spread. */
final class QualityColumns {

  private static final List<String> COUNTS =
      Arrays.stream(QualityCount.values()).map(QualityColumns::name).toList();

  private static final List<String> BUCKETS =
      Stream.of("startup", "latency")
          .flatMap(spread ->
              IntStream.range(0, Spread.BUCKETS)
                  .mapToObj(bucket -> String.format(Locale.ROOT, "%s_%02d", spread, bucket)))
          .toList();

  private static final List<String> ALL = Stream.concat(COUNTS.stream(), BUCKETS.stream()).toList();

  private QualityColumns() {}

  private static String name(QualityCount count) {
    return count.name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  static String names() {
    return String.join(", ", ALL);
  }

  /** All as sums, under their own names. */
  static String sums() {
    return each(column -> "sum(%1$s)::bigint AS %1$s".formatted(column));
  }

  /** All as parameters from {@code $first} on, of the columns' types. */
  static String parameters(int first) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < ALL.size(); i++) {
      parameters.add("$" + (first + i) + (i < COUNTS.size() ? "::bigint" : "::integer"));
    }
    return String.join(", ", parameters);
  }

  /** All as what is there and what comes, added. */
  static String added() {
    return each(column ->
        "%1$s = nullif(coalesce(q.%1$s, 0) + coalesce(excluded.%1$s, 0), 0)".formatted(column));
  }

  private static String each(Function<String, String> form) {
    return ALL.stream().map(form).collect(Collectors.joining(", "));
  }

  /** Puts values behind what a tuple has; what is 0 is NULL. */
  static void put(Tuple values, QualitySums sums) {
    for (QualityCount count : QualityCount.values()) {
      long value = sums.of(count);
      values.addValue(value == 0 ? null : value);
    }
    Stream.of(sums.startup(), sums.latency())
        .flatMap(spread -> spread.counts().stream())
        .forEach(count -> values.addValue(count == 0 ? null : Math.toIntExact(count)));
  }

  /** Reads {@link #sums}. */
  static QualitySums read(Row row) {
    Map<QualityCount, Long> counts = new EnumMap<>(QualityCount.class);
    for (QualityCount count : QualityCount.values()) {
      Long value = row.getLong(name(count));
      if (value != null) {
        counts.put(count, value);
      }
    }
    return new QualitySums(counts, spread(row, 0), spread(row, Spread.BUCKETS));
  }

  private static Spread spread(Row row, int first) {
    List<Long> counts = new ArrayList<>(Spread.BUCKETS);
    for (String column : BUCKETS.subList(first, first + Spread.BUCKETS)) {
      Long value = row.getLong(column);
      counts.add(value == null ? 0L : value);
    }
    return new Spread(counts);
  }
}
