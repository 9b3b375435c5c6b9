package dev.weir.portal.quality;

import dev.weir.contract.quality.PlayFailure;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualitySums;
import dev.weir.contract.quality.Spread;
import dev.weir.portal.web.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * How streams played, in words and lines. Public for the template.
 *
 * @param empty whether nothing was played in this time
 * @param tiles the figures of all of the span
 * @param charts over time
 * @param times the charts in words, latest first
 * @param ways by protocol
 * @param renditions by rendition
 * @param streams by stream
 * @param errors fatal errors by kind, those that happened
 */
public record QualityView(
    boolean empty,
    List<Tile> tiles,
    List<Panel> charts,
    List<Row> times,
    List<Row> ways,
    List<Row> renditions,
    List<Row> streams,
    List<Failure> errors) {

  static final double HALF = 0.5;
  static final double NINE_TENTHS = 0.9;

  private static final double SECOND_MS = 1_000;
  private static final double LEAST_RATIO = 0.01;

  /** Copies the lists. */
  public QualityView {
    tiles = List.copyOf(tiles);
    charts = List.copyOf(charts);
    times = List.copyOf(times);
    ways = List.copyOf(ways);
    renditions = List.copyOf(renditions);
    streams = List.copyOf(streams);
    errors = List.copyOf(errors);
  }

  /**
   * A figure.
   *
   * @param key of its name in the page's bundle
   * @param value now
   * @param more what else there is to say; may be empty
   * @param before the same in the time that is compared with; empty when nothing is known
   */
  public record Tile(String key, String value, String more, String before) {}

  /**
   * A chart.
   *
   * @param key of its name in the page's bundle
   * @param now what it comes to over the span
   */
  public record Panel(String key, String now, QualityChart chart) {}

  /** A line of a table. */
  public record Row(
      String name,
      String path,
      String plays,
      String startup,
      String stalls,
      String latency,
      String bitRate,
      String watched) {}

  /** How often something failed. */
  public record Failure(String name, String what, String count) {}

  static QualityView of(QualityFilter filter, Quality.Answer answer) {
    QualitySums total = answer.total();
    return new QualityView(
        total.plays() == 0 && total.of(QualityCount.WATCHED_MS) == 0,
        tiles(total, answer.totalEarlier()),
        charts(filter.query(), answer, total),
        times(filter.query(), answer.times()),
        rows(filter, answer.ways(), QualityWords::way),
        rows(filter, answer.renditions(), QualityView::rendition),
        rows(filter, answer.streams(), QualityView::stream),
        errors(total));
  }

  /** The tiles of a stream alone, for its own page. */
  static List<Tile> tiles(QualitySums now, QualitySums before) {
    return List.of(
        tile("startup", now, before, one -> middle(one.startup()), one -> slow(one.startup())),
        tile(
            "stall-ratio",
            now,
            before,
            one -> watched(one) ? QualityWords.percent(one.stallRatio()) : "",
            one -> QualityWords.text("stalls", one.of(QualityCount.STALLS))),
        tile(
            "smooth",
            now,
            before,
            one -> one.of(QualityCount.STARTS) > 0 ? QualityWords.percent(one.smooth()) : "",
            one -> QualityWords.text("starts", one.of(QualityCount.STARTS))),
        tile("latency", now, before, one -> middle(one.latency()), one -> slow(one.latency())),
        tile(
            "failed",
            now,
            before,
            one ->
                one.of(QualityCount.STARTS) + one.of(QualityCount.FAILED_STARTS) > 0
                    ? QualityWords.percent(one.failedStarts())
                    : "",
            one -> QualityWords.text("abandoned", one.of(QualityCount.ABANDONED_STARTS))),
        tile(
            "watched",
            now,
            before,
            one ->
                watched(one) ? QualityWords.duration((double) one.of(QualityCount.WATCHED_MS)) : "",
            one -> QualityWords.bitRate(one.bitsPerSecond())));
  }

  private static Tile tile(
      String key,
      QualitySums now,
      QualitySums before,
      Function<QualitySums, String> value,
      Function<QualitySums, String> more) {
    String text = value.apply(now);
    return new Tile(
        key,
        text.isEmpty() ? QualityWords.unknown() : text,
        text.isEmpty() ? "" : more.apply(now),
        value.apply(before));
  }

  private static boolean watched(QualitySums sums) {
    return sums.of(QualityCount.WATCHED_MS) + sums.of(QualityCount.STALLED_MS) > 0;
  }

  private static String middle(Spread spread) {
    return spread.size() == 0 ? "" : QualityWords.duration((double) spread.percentileMs(HALF));
  }

  private static String slow(Spread spread) {
    return QualityWords.text(
        "p90", QualityWords.duration((double) spread.percentileMs(NINE_TENTHS)));
  }

  private static List<Panel> charts(QualityQuery query, Quality.Answer answer, QualitySums total) {
    return List.of(
        spread(query, answer, "startup", total, QualitySums::startup),
        ratio(query, answer, total),
        spread(query, answer, "latency", total, QualitySums::latency),
        plays(query, answer, total));
  }

  private static Panel spread(
      QualityQuery query,
      Quality.Answer answer,
      String key,
      QualitySums total,
      Function<QualitySums, Spread> of) {
    ToDoubleFunction<QualitySums> half = one -> (double) of.apply(one).percentileMs(HALF);
    ToDoubleFunction<QualitySums> most = one -> (double) of.apply(one).percentileMs(NINE_TENTHS);
    return new Panel(
        key,
        middle(of.apply(total)),
        QualityChart.of(
            query,
            List.of(
                new QualityChart.Source("now", answer.times(), half),
                new QualityChart.Source("worse", answer.times(), most),
                new QualityChart.Source("before", answer.earlier(), half)),
            one -> of.apply(one).size() > 0,
            SECOND_MS,
            QualityWords::duration));
  }

  private static Panel ratio(QualityQuery query, Quality.Answer answer, QualitySums total) {
    return new Panel(
        "stall-ratio",
        watched(total) ? QualityWords.percent(total.stallRatio()) : "",
        QualityChart.of(
            query,
            nowAndBefore(answer, QualitySums::stallRatio),
            QualityView::watched,
            LEAST_RATIO,
            QualityWords::percent));
  }

  private static Panel plays(QualityQuery query, Quality.Answer answer, QualitySums total) {
    return new Panel(
        "plays",
        QualityWords.count((double) total.plays()),
        QualityChart.of(
            query,
            nowAndBefore(answer, one -> (double) one.plays()),
            _ -> true,
            4,
            QualityWords::count));
  }

  private static List<QualityChart.Source> nowAndBefore(
      Quality.Answer answer, ToDoubleFunction<QualitySums> value) {
    return List.of(
        new QualityChart.Source("now", answer.times(), value),
        new QualityChart.Source("before", answer.earlier(), value));
  }

  private static List<Row> times(QualityQuery query, Map<Instant, QualitySums> times) {
    boolean days = query.span().step() == QualityStep.DAY;
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(
                QualityWords.text(days ? "format.day" : "format.time"), Language.current())
            .withZone(ZoneOffset.UTC);
    List<Row> rows = new ArrayList<>();
    times.forEach((at, sums) -> rows.add(row(format.format(at), "", sums)));
    return rows.reversed();
  }

  private static List<Row> rows(
      QualityFilter filter, List<Quality.Line> lines, UnaryOperator<String> name) {
    return lines.stream()
        .map(line -> {
          boolean leads = !line.name().isEmpty() && !line.of().equals(filter.query().of());
          return row(name.apply(line.name()), leads ? filter.of(line.of()) : "", line.sums());
        })
        .toList();
  }

  private static Row row(String name, String path, QualitySums sums) {
    return new Row(
        name,
        path,
        QualityWords.count((double) sums.plays()),
        orUnknown(middle(sums.startup())),
        watched(sums) ? QualityWords.percent(sums.stallRatio()) : QualityWords.unknown(),
        orUnknown(middle(sums.latency())),
        QualityWords.bitRate(sums.bitsPerSecond()),
        QualityWords.duration((double) sums.of(QualityCount.WATCHED_MS)));
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? QualityWords.unknown() : text;
  }

  private static String rendition(String name) {
    return name.equals(QualityQuery.Of.SOURCE) ? QualityWords.text("source") : name;
  }

  private static String stream(String name) {
    return name.isEmpty() ? QualityWords.text("together") : name;
  }

  private static List<Failure> errors(QualitySums total) {
    return Arrays.stream(PlayFailure.values())
        .filter(kind -> total.of(kind.count()) > 0)
        .sorted(Comparator.comparingLong((PlayFailure kind) -> total.of(kind.count())).reversed())
        .map(kind ->
            new Failure(
                QualityWords.text("error." + kind),
                QualityWords.text("failure." + kind),
                QualityWords.count((double) total.of(kind.count()))))
        .toList();
  }
}
