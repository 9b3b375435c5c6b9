package dev.weir.portal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.runtime.analytics.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Figures become points, ranks and words. */
class AnalyticsViewTest {

  private static final Instant NOW = Instant.parse("2026-05-20T10:07:30Z");
  private static final Span HOUR = Span.of(NOW.minus(Duration.ofHours(1)), NOW, NOW);

  private static AnalyticsFilter filter(Measure measure, boolean compared) {
    return new AnalyticsFilter(measure, "1h", HOUR, Place.ALL, compared);
  }

  private static AnalyticsView view(
      AnalyticsFilter filter,
      NavigableMap<Instant, Figures> times,
      NavigableMap<Instant, Figures> before,
      List<Analytics.Share> shares) {
    return AnalyticsView.of(filter, new AnalyticsView.Found(times, before, shares), NOW);
  }

  private static NavigableMap<Instant, Figures> minute(Instant at, long viewers, long requests) {
    NavigableMap<Instant, Figures> times = new TreeMap<>();
    times.put(at, new Figures(viewers * 60_000, viewers + 1, viewers, requests, 1, 0));
    return times;
  }

  @Test
  void minutesThatNobodyToldOfYetAreNoPoints() {
    AnalyticsView view =
        view(
            filter(Measure.VIEWERS, false),
            minute(Instant.parse("2026-05-20T10:00:00Z"), 3, 30),
            new TreeMap<>(),
            List.of());
    // From 09:05 to 10:06, which ended ten seconds and more ago.
    assertThat(view.rows()).hasSize(62);
    assertThat(view.rows().getLast().time()).contains("10:06");
    assertThat(view.rows())
        .filteredOn(row -> row.time().contains("10:00"))
        .containsExactly(new AnalyticsView.Row("20 May 10:00", "3", "4", ""));
    assertThat(view.chart().peak()).isNotEmpty();
    assertThat(view.chart().before()).isEmpty();
    assertThat(view.empty()).isFalse();
    assertThat(view.tiles())
        .extracting(AnalyticsView.Tile::value)
        .containsExactly("4", "0 B", "3", "30", "3.3 %");
  }

  @Test
  void theWeekBeforeLiesBesideIt() {
    Instant at = Instant.parse("2026-05-20T10:00:00Z");
    // Minutes of a week ago are gone, five minutes are not.
    NavigableMap<Instant, Figures> before = new TreeMap<>();
    before.put(at.minus(Duration.ofDays(7)), new Figures(0, 0, 0, 500, 0, 0));
    AnalyticsView view = view(filter(Measure.REQUESTS, true), minute(at, 3, 30), before, List.of());
    assertThat(view.rows())
        .filteredOn(row -> row.time().contains("10:02"))
        .containsExactly(new AnalyticsView.Row("20 May 10:02", "0 a minute", "", "100 a minute"));
    assertThat(view.chart().before()).contains("L55.00 ");
  }

  @Test
  void whatIsNotToldApartIsOthers() {
    List<Analytics.Share> shares = new ArrayList<>();
    for (int i = 1; i <= 15; i++) {
      shares.add(
          new Analytics.Share(
              Place.ALL, Dimension.REFERER, "page" + i, new Figures(0, 0, 0, i, 0, 0)));
    }
    AnalyticsView view =
        view(
            filter(Measure.REQUESTS, false),
            minute(Instant.parse("2026-05-20T10:00:00Z"), 1, 150),
            new TreeMap<>(),
            shares);
    List<AnalyticsView.Share> rows = view.parts().getFirst().shares();
    assertThat(rows).hasSize(11);
    assertThat(rows.getFirst().name()).isEqualTo("page15");
    assertThat(rows.getFirst().bar()).isEqualTo(10);
    // 150 less 15 + 14 + … + 6.
    assertThat(rows.getLast())
        .isEqualTo(new AnalyticsView.Share("Others", "", "45", 0.3, "30.0 %"));
  }

  @Test
  void aChartEndsAtARoundNumber() {
    assertThat(AnalyticsChart.top(Measure.VIEWERS, 0)).isEqualTo(4);
    assertThat(AnalyticsChart.top(Measure.VIEWERS, 37)).isEqualTo(40);
    assertThat(AnalyticsChart.top(Measure.BANDWIDTH, 1_900_000)).isEqualTo(2_000_000);
    assertThat(AnalyticsChart.top(Measure.REQUESTS, 1_000)).isEqualTo(1_000);
  }

  @Test
  void nowIsTheLastMomentThatAllHaveTold() {
    NavigableMap<Instant, Moment> told = new TreeMap<>();
    Instant last = Instant.parse("2026-05-20T10:07:20Z");
    told.put(last, new Moment(7, 1_000_000, 10, 5));
    told.put(last.plusSeconds(5), new Moment(9, 0, 0, 0));
    AudienceNow now = AudienceNow.of(told, NOW.plusSeconds(1));
    assertThat(now.viewers()).isEqualTo("7");
    assertThat(now.failed()).isEqualTo("50.0 %");
    assertThat(now.bandwidth()).isEqualTo("533.3 kbit/s");
    assertThat(AudienceNow.of(told, NOW.plusSeconds(2)).viewers()).isEqualTo("9");
    assertThat(AudienceNow.of(new TreeMap<>(), NOW).viewers()).isEqualTo("0");
  }
}
