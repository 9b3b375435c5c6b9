package dev.weir.portal.analytics;

import dev.weir.contract.analytics.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a chart shows, point by point. Nothing counted is zero; what has not been told yet is no
 * point.
 */
final class Series {

  private final AnalyticsFilter filter;
  private final AnalyticsView.Found found;
  private final Instant known;

  /** Of what was found; all of it is known that ended before {@code known}. */
  Series(AnalyticsFilter filter, AnalyticsView.Found found, Instant known) {
    this.filter = filter;
    this.found = found;
    this.known = known;
  }

  AnalyticsChart chart() {
    Span span = filter.span();
    Measure measure = filter.measure();
    List<AnalyticsChart.Point> line = new ArrayList<>();
    List<AnalyticsChart.Point> peak = new ArrayList<>();
    for (Instant at : times()) {
      Figures figures = found.times().getOrDefault(at, Figures.NONE);
      double x = (double) Duration.between(span.from(), at).dividedBy(span.step().length());
      line.add(new AnalyticsChart.Point(x, measure.rate(figures, over(at))));
      if (measure == Measure.VIEWERS) {
        peak.add(new AnalyticsChart.Point(x, (double) figures.peak()));
      }
    }
    int width = Math.toIntExact(span.length().dividedBy(span.step().length()));
    return AnalyticsChart.of(measure, Math.max(1, width - 1), line, peak, before());
  }

  /** The week before, shifted to where the span is. */
  private List<AnalyticsChart.Point> before() {
    List<AnalyticsChart.Point> points = new ArrayList<>();
    if (filter.compared()) {
      Span span = filter.span().weekBefore(known);
      double steps = (double) span.step().length().dividedBy(filter.span().step().length());
      long count = span.length().dividedBy(span.step().length());
      for (long i = 0; i < count; i++) {
        Instant at = span.from().plus(span.step().length().multipliedBy(i));
        Figures figures = found.before().getOrDefault(at, Figures.NONE);
        points.add(
            new AnalyticsChart.Point(
                i * steps, filter.measure().rate(figures, span.step().length())));
      }
    }
    return points;
  }

  List<AnalyticsView.Row> rows() {
    Measure measure = filter.measure();
    Grain step = filter.span().step();
    List<AnalyticsView.Row> rows = new ArrayList<>();
    for (Instant at : times()) {
      Figures figures = found.times().getOrDefault(at, Figures.NONE);
      rows.add(
          new AnalyticsView.Row(
              AnalyticsWords.time(step, at),
              AnalyticsWords.rate(measure, measure.rate(figures, over(at))),
              measure == Measure.VIEWERS ? AnalyticsWords.count(figures.peak()) : "",
              filter.compared() ? weekBefore(at) : ""));
    }
    return rows;
  }

  private String weekBefore(Instant at) {
    Span before = filter.span().weekBefore(known);
    Duration back = Duration.between(before.from(), filter.span().from());
    Map.Entry<Instant, Figures> known = found.before().floorEntry(at.minus(back));
    boolean within =
        known != null && known.getKey().plus(before.step().length()).isAfter(at.minus(back));
    Figures figures = within ? known.getValue() : Figures.NONE;
    return AnalyticsWords.rate(
        filter.measure(), filter.measure().rate(figures, before.step().length()));
  }

  /** Steps of which something can be known. */
  private List<Instant> times() {
    Span span = filter.span();
    List<Instant> times = new ArrayList<>();
    for (Instant at = span.from();
        at.isBefore(span.to()) && at.isBefore(known);
        at = at.plus(span.step().length())) {
      times.add(at);
    }
    return times;
  }

  /** A step that goes on counts for as long as it has lasted. */
  private Duration over(Instant at) {
    Duration length = filter.span().step().length();
    Duration lasted = Duration.between(at, known);
    return lasted.compareTo(length) < 0 ? lasted : length;
  }
}
