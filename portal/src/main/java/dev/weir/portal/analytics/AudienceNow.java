package dev.weir.portal.analytics;

import dev.weir.runtime.analytics.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.ToDoubleFunction;

/**
 * The last minutes of a tenant's audience in words. Public for the template.
 *
 * @param viewers now
 * @param bandwidth now
 * @param requests answered, a minute
 * @param failed share of them that failed over all of these minutes
 * @param viewersChart over them
 * @param bandwidthChart over them
 */
public record AudienceNow(
    String viewers,
    String bandwidth,
    String requests,
    String failed,
    AnalyticsChart viewersChart,
    AnalyticsChart bandwidthChart) {

  /** A moment that ended so long ago has been told by every gateway. */
  static final Duration TOLD_AFTER = Duration.ofSeconds(2);

  private static final int MOMENTS = Math.toIntExact(Moment.KEPT.dividedBy(Moment.LENGTH));

  /** Players of segments take much at once, and then nothing. */
  private static final int SMOOTHED = 3;

  static AudienceNow of(NavigableMap<Instant, Moment> told, Instant now) {
    long length = Moment.LENGTH.toSeconds();
    long known = Math.floorDiv(now.minus(TOLD_AFTER).getEpochSecond(), length) * length;
    List<Moment> moments = new ArrayList<>();
    for (int back = MOMENTS; back > 0; back--) {
      Instant at = Instant.ofEpochSecond(known - back * length);
      moments.add(told.getOrDefault(at, Moment.NONE));
    }
    List<Moment> last = moments.subList(MOMENTS - SMOOTHED, MOMENTS);
    Moment lately = last.stream().reduce(Moment.NONE, Moment::and);
    Moment all = moments.stream().reduce(Moment.NONE, Moment::and);
    double seconds = SMOOTHED * (double) length;
    return new AudienceNow(
        AnalyticsWords.count(last.getLast().viewers()),
        AnalyticsWords.rate(Measure.BANDWIDTH, lately.bytes() * Byte.SIZE / seconds),
        AnalyticsWords.rate(Measure.REQUESTS, lately.requests() * 60 / seconds),
        AnalyticsWords.percent(all.requests() == 0 ? 0 : (double) all.failed() / all.requests()),
        chart(Measure.VIEWERS, moments, moment -> (double) moment.viewers()),
        chart(Measure.BANDWIDTH, moments, moment -> (double) moment.bytes() * Byte.SIZE / length));
  }

  private static AnalyticsChart chart(
      Measure measure, List<Moment> moments, ToDoubleFunction<Moment> value) {
    List<AnalyticsChart.Point> points = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      points.add(new AnalyticsChart.Point(i, value.applyAsDouble(moments.get(i))));
    }
    return AnalyticsChart.of(measure, MOMENTS - 1, points, List.of(), List.of());
  }
}
