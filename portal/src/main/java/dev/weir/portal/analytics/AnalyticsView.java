package dev.weir.portal.analytics;

import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A page of analytics in words. Public for the template.
 *
 * @param empty whether nothing was counted
 * @param tiles what it comes to; each leads to its own chart
 * @param chart over time
 * @param axis what stands below the chart, from the left
 * @param rows the chart in words, in the order of time
 * @param parts who and what it was
 */
public record AnalyticsView(
    boolean empty,
    List<Tile> tiles,
    AnalyticsChart chart,
    List<String> axis,
    List<Row> rows,
    List<Part> parts) {

  /** A minute that ended so long ago has been told. */
  static final Duration TOLD_AFTER = Duration.ofSeconds(10);

  private static final int AXIS = 5;

  /** Shares that a part of a page shows. */
  private static final int MAX_ROWS = 10;

  /** Less than this is not worth a line of its own. */
  private static final double LEAST_REST = 0.0005;

  /** Copies the lists. */
  public AnalyticsView {
    tiles = List.copyOf(tiles);
    axis = List.copyOf(axis);
    rows = List.copyOf(rows);
    parts = List.copyOf(parts);
  }

  /**
   * A figure.
   *
   * @param key of what it is, in the page's bundle
   * @param more another figure about the same
   * @param path of its chart
   */
  public record Tile(String key, String value, String more, String path, boolean current) {}

  /**
   * A point of the chart.
   *
   * @param peak empty where it says nothing
   * @param before empty where it is not asked for
   */
  public record Row(String time, String value, String peak, String before) {}

  /**
   * A list of shares.
   *
   * @param key of what it is divided by, in the page's bundle
   */
  public record Part(String key, List<Share> shares) {

    /** Copies the list. */
    public Part {
      shares = List.copyOf(shares);
    }
  }

  /**
   * One of them.
   *
   * @param path where it leads; empty for nowhere
   * @param share of the whole, 0 to 1
   */
  public record Share(String name, String path, String amount, double share, String percent) {

    /** How long its bar is, of 100. */
    public double bar() {
      return Math.round(share * 1_000) / 10.0;
    }
  }

  /**
   * What was found.
   *
   * @param times over the span
   * @param before over the week before; empty where it is not asked for
   */
  record Found(
      NavigableMap<Instant, Figures> times,
      NavigableMap<Instant, Figures> before,
      List<Analytics.Share> shares) {

    Found {
      times = new TreeMap<>(times);
      before = new TreeMap<>(before);
      shares = List.copyOf(shares);
    }
  }

  static AnalyticsView of(AnalyticsFilter filter, Found found, Instant now) {
    Figures total = found.times().values().stream().reduce(Figures.NONE, Figures::then);
    Series series = new Series(filter, found, Grain.MINUTE.of(now.minus(TOLD_AFTER)));
    return new AnalyticsView(
        total.isNone(),
        tiles(filter, total),
        series.chart(),
        axis(filter.span()),
        series.rows(),
        parts(filter, total, found.shares()));
  }

  private static List<Tile> tiles(AnalyticsFilter filter, Figures total) {
    Span span = filter.span();
    double failed = total.requests() == 0 ? 0 : (double) total.failed() / total.requests();
    List<Tile> tiles = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      String amount = AnalyticsWords.amount(measure, measure.amount(total));
      String rate = AnalyticsWords.rate(measure, measure.rate(total, span.length()));
      tiles.add(
          switch (measure) {
            case VIEWERS -> tile(filter, measure, AnalyticsWords.count(total.peak()), amount);
            case FAILED -> tile(filter, measure, AnalyticsWords.percent(failed), amount);
            case BANDWIDTH, PLAYS, REQUESTS -> tile(filter, measure, amount, rate);
          });
    }
    return tiles;
  }

  private static Tile tile(AnalyticsFilter filter, Measure measure, String value, String more) {
    return new Tile(
        measure.text(), value, more, filter.showing(measure), measure == filter.measure());
  }

  private static List<String> axis(Span span) {
    boolean withinADay = span.length().compareTo(Duration.ofDays(1).plusHours(1)) <= 0;
    List<String> axis = new ArrayList<>();
    for (int i = 0; i < AXIS; i++) {
      Instant at = span.from().plus(span.length().multipliedBy(i).dividedBy(AXIS - 1));
      axis.add(AnalyticsWords.tick(span.step(), withinADay, at));
    }
    return axis;
  }

  private static List<Part> parts(
      AnalyticsFilter filter, Figures total, List<Analytics.Share> shares) {
    List<Part> parts = new ArrayList<>();
    if (!filter.place().isStream()) {
      parts.add(places("streams", filter, total, shares, true));
    }
    if (filter.place().equals(Place.ALL)) {
      parts.add(places("domains", filter, total, shares, false));
    }
    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.TOTAL) {
        parts.add(part(dimension, filter.measure(), total, shares));
      }
    }
    return parts.stream().filter(part -> !part.shares().isEmpty()).toList();
  }

  private static Part places(
      String key,
      AnalyticsFilter filter,
      Figures total,
      List<Analytics.Share> shares,
      boolean streams) {
    Measure measure = filter.measure();
    long whole = measure.amount(total);
    List<Share> rows =
        shares.stream()
            .filter(share ->
                share.dimension() == Dimension.TOTAL && share.place().isStream() == streams)
            .sorted(largest(measure))
            .limit(MAX_ROWS)
            .map(share ->
                share(
                    name(share.place()),
                    filter.of(share.place()),
                    measure,
                    measure.amount(share.figures()),
                    whole))
            .filter(share -> share.share() > 0)
            .toList();
    return new Part(key, rows);
  }

  private static String name(Place place) {
    return place.isStream() ? place.app() + "/" + place.stream() : place.domain();
  }

  /** Statuses are of answers alone, and a viewer of HLS is of no one rendition. */
  private static Part part(
      Dimension dimension, Measure wanted, Figures total, List<Analytics.Share> shares) {
    Measure measure =
        switch (dimension) {
          case STATUS -> wanted == Measure.FAILED ? Measure.FAILED : Measure.REQUESTS;
          case RENDITION ->
              wanted == Measure.VIEWERS || wanted == Measure.PLAYS ? Measure.BANDWIDTH : wanted;
          default -> wanted;
        };
    long whole = measure.amount(total);
    List<Analytics.Share> ofDimension =
        shares.stream()
            .filter(share -> share.dimension() == dimension)
            .filter(share -> measure.amount(share.figures()) > 0)
            .sorted(largest(measure))
            .limit(MAX_ROWS)
            .toList();
    List<Share> rows = new ArrayList<>();
    long rest = whole;
    for (Analytics.Share share : ofDimension) {
      long amount = measure.amount(share.figures());
      rest -= amount;
      rows.add(share(AnalyticsWords.part(dimension, share.value()), "", measure, amount, whole));
    }
    if (!rows.isEmpty() && rest > whole * LEAST_REST) {
      rows.add(share(AnalyticsWords.part(dimension, "?"), "", measure, rest, whole));
    }
    return new Part(dimension.name(), rows);
  }

  private static Comparator<Analytics.Share> largest(Measure measure) {
    return Comparator.comparing(
        (Analytics.Share share) -> measure.amount(share.figures()), Comparator.reverseOrder());
  }

  private static Share share(String name, String path, Measure measure, long amount, long whole) {
    double share = whole == 0 ? 0 : Math.clamp((double) amount / whole, 0, 1);
    return new Share(
        name, path, AnalyticsWords.amount(measure, amount), share, AnalyticsWords.percent(share));
  }
}
