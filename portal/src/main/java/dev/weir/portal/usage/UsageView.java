package dev.weir.portal.usage;

import dev.weir.contract.metering.Meter;
import dev.weir.portal.web.Language;
import dev.weir.portal.web.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A page of usage in words. Public for the template.
 *
 * @param total of the whole span
 * @param average stored on average over what has passed of the span; empty but for storage
 * @param chart over time
 * @param times the chart in words, latest first
 * @param details by protocol, or by codec and tier; empty where there is one only
 * @param domains by domain
 * @param streams by stream, the largest
 * @param keys of labels that can be chosen
 * @param labels by the chosen label; empty where no stream has one
 */
public record UsageView(
    boolean empty,
    String total,
    String average,
    UsageChart chart,
    List<Row> times,
    List<Row> details,
    List<Row> domains,
    List<Row> streams,
    List<Key> keys,
    List<Row> labels) {

  /** Streams that a page lists. */
  static final int MAX_STREAMS = 50;

  private static final String BUNDLE = "usage/words";
  private static final long SECONDS_OF_AN_HOUR = 3_600;

  /** Copies the lists. */
  public UsageView {
    times = List.copyOf(times);
    details = List.copyOf(details);
    domains = List.copyOf(domains);
    streams = List.copyOf(streams);
    keys = List.copyOf(keys);
    labels = List.copyOf(labels);
  }

  /**
   * A line of a table.
   *
   * @param path where it leads; empty for nowhere
   * @param share of the whole, 0 to 1
   */
  public record Row(String name, String path, String quantity, double share) {}

  /** A label that is one press away. */
  public record Key(String name, String path, boolean current) {}

  static UsageView of(
      UsageFilter filter, Usage.Overview found, LabelUsage.Choice choice, Instant now) {
    Meter meter = filter.meter();
    List<UsageLine> overTime = found.times();
    long total = overTime.stream().mapToLong(UsageLine::quantity).sum();
    List<UsageChart.Value> values = values(filter, overTime, now);
    List<Row> times =
        values.reversed().stream()
            .filter(value -> value.quantity() > 0)
            .map(value -> row(meter, value.when(), "", value.quantity(), total))
            .toList();
    List<Row> details = rows(meter, found.details(), total, UsageView::detail, _ -> "");
    return new UsageView(
        total == 0,
        Quantity.text(meter, (double) total),
        average(filter, total, now),
        UsageChart.of(meter, values),
        times,
        details.size() > 1 || meter == Meter.EGRESS_BYTES ? details : List.of(),
        rows(
            meter,
            found.domains(),
            total,
            line -> named(line.domain()),
            line -> path(filter, new UsageQuery.Of(line.domain(), "", ""))),
        rows(
            meter,
            found.streams().stream().limit(MAX_STREAMS).toList(),
            total,
            line ->
                named(
                    line.stream().isEmpty()
                        ? ""
                        : line.domain() + "/" + line.app() + "/" + line.stream()),
            line -> path(filter, new UsageQuery.Of(line.domain(), line.app(), line.stream()))),
        choice.keys().stream()
            .map(key -> new Key(key, filter.by(key), key.equals(choice.key())))
            .toList(),
        LabelUsage.of(choice, found.streams(), total).sums().stream()
            .map(sum -> row(meter, value(sum), "", sum.quantity(), total))
            .toList());
  }

  private static String value(LabelUsage.Sum sum) {
    return sum.value().isEmpty() ? Messages.text(BUNDLE, "without") : sum.value();
  }

  /** Every time of the span that has begun, whether something was used in it or not. */
  private static List<UsageChart.Value> values(
      UsageFilter filter, List<UsageLine> lines, Instant now) {
    UsageStep step = filter.step();
    Map<Instant, Long> byTime = new HashMap<>();
    lines.forEach(line -> byTime.merge(line.at(), line.quantity(), Long::sum));
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(
                Messages.text(BUNDLE, step == UsageStep.HOUR ? "format.hour" : "format.day"),
                Language.current())
            .withZone(ZoneOffset.UTC);
    List<UsageChart.Value> values = new ArrayList<>();
    Instant end = begin(filter.to().plusDays(1));
    for (Instant at = begin(filter.from()); at.isBefore(end); at = at.plus(step.length())) {
      boolean open = now.isBefore(at.plus(step.length()));
      if (!now.isBefore(at) || byTime.containsKey(at)) {
        values.add(new UsageChart.Value(format.format(at), byTime.getOrDefault(at, 0L), open));
      }
    }
    return values;
  }

  private static String average(UsageFilter filter, long total, Instant now) {
    if (filter.meter() != Meter.STORAGE_BYTE_HOURS) {
      return "";
    }
    Instant end = begin(filter.to().plusDays(1));
    long seconds =
        (now.isBefore(end) ? now : end).getEpochSecond() - begin(filter.from()).getEpochSecond();
    long hours = Math.max(1, seconds / SECONDS_OF_AN_HOUR);
    return Quantity.text(Meter.EGRESS_BYTES, (double) total / hours);
  }

  private static List<Row> rows(
      Meter meter,
      List<UsageLine> lines,
      long total,
      Function<UsageLine, String> name,
      Function<UsageLine, String> path) {
    return lines.stream()
        .map(line -> row(meter, name.apply(line), path.apply(line), line.quantity(), total))
        .toList();
  }

  private static Row row(Meter meter, String name, String path, long quantity, long total) {
    return new Row(
        name,
        path,
        Quantity.text(meter, (double) quantity),
        total == 0 ? 0 : (double) quantity / total);
  }

  private static String detail(UsageLine line) {
    return Messages.text(BUNDLE, "detail." + line.detail());
  }

  /** A node that had no room to tell streams apart says no name. */
  private static String named(String name) {
    return name.isEmpty() ? Messages.text(BUNDLE, "together") : name;
  }

  private static String path(UsageFilter filter, UsageQuery.Of of) {
    return of.domain().isEmpty() || of.equals(filter.of()) ? "" : filter.of(of);
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
