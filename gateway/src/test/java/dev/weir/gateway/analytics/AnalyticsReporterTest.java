package dev.weir.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.analytics.AnalyticsInlet;
import dev.weir.runtime.analytics.MemoryAnalytics;
import dev.weir.runtime.analytics.Moment;
import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Viewers come, take, and leave; a minute later somebody is told. Time is turned by hand. */
class AnalyticsReporterTest {

  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
  private static final MeterBoot BOOT = new MeterBoot(new NodeId("edge-1"), new BootId("b1"));

  private final ManualTimeSource time = ManualTimeSource.at(START);
  private final Tallies tallies = new Tallies();
  private final MemoryAnalytics line = new MemoryAnalytics();
  private final AnalyticsReporter reporter = new AnalyticsReporter(tallies, line, BOOT, time);

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
      reporter.look();
    }
  }

  private List<AnalyticsBatch> told() {
    return line.next().result().stream().map(AnalyticsInlet.Arrived::batch).toList();
  }

  @Test
  void aMinuteSaysWhoWatchedAndWhatTheyGot() {
    Tally hls = tallies.of(Audiences.of("cup", Delivery.HLS, "news.example.org"));
    Tally flv = tallies.of(Audiences.of("cup", Delivery.FLV, ""));
    Tally other = tallies.of(Audiences.of("talk", Delivery.FLV, ""));
    hls.enter();
    hls.enter();
    flv.enter();
    hls.took(1_000);
    hls.answered(200);
    hls.answered(404);
    pass(30);
    flv.leave();
    other.enter();
    other.took(50);
    pass(30);

    AnalyticsBatch batch = told().getFirst();
    assertThat(batch.minute()).isEqualTo(START);
    List<AnalyticsLine> lines = batch.lines();
    assertThat(Audiences.told(lines, Place.ALL, Dimension.TOTAL))
        .isEqualTo(Map.of("", new Figures(180_000, 3, 4, 2, 1, 1_050)));
    assertThat(Audiences.told(lines, Audiences.stream("cup"), Dimension.TOTAL))
        .isEqualTo(Map.of("", new Figures(150_000, 3, 3, 2, 1, 1_000)));
    assertThat(Audiences.told(lines, Audiences.stream("cup"), Dimension.PROTOCOL))
        .isEqualTo(
            Map.of(
                "HLS", new Figures(120_000, 2, 2, 2, 1, 1_000),
                "FLV", new Figures(30_000, 1, 1, 0, 0, 0)));
    assertThat(Audiences.told(lines, Place.of("play.example.org"), Dimension.STATUS))
        .isEqualTo(
            Map.of("200", new Figures(0, 0, 0, 1, 0, 0), "404", new Figures(0, 0, 0, 1, 1, 0)));
    assertThat(Audiences.told(lines, Place.ALL, Dimension.BROWSER)).containsOnlyKeys("Chrome");
    assertThat(Audiences.told(lines, Place.ALL, Dimension.REFERER))
        .containsOnlyKeys("", "news.example.org");
  }

  @Test
  void theNextMinuteBeginsWithWhoIsThere() {
    Tally hls = tallies.of(Audiences.of("cup", Delivery.HLS, ""));
    hls.enter();
    pass(120);
    assertThat(told()).hasSize(2);
    AnalyticsBatch second = told().getLast();
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(Audiences.told(second.lines(), Place.ALL, Dimension.TOTAL))
        .isEqualTo(Map.of("", new Figures(60_000, 1, 0, 0, 0, 0)));
  }

  @Test
  void everyFiveSecondsTheMomentIsTold() {
    Tally hls = tallies.of(Audiences.of("cup", Delivery.HLS, ""));
    hls.enter();
    hls.took(700);
    hls.answered(503);
    pass(5);
    hls.took(300);
    pass(5);
    assertThat(line.moments(Audiences.TENANT, START, START.plusSeconds(60)).result())
        .isEqualTo(
            Map.of(
                START, new Moment(1, 700, 1, 1), START.plusSeconds(5), new Moment(1, 300, 0, 0)));
  }

  @Test
  void atTheEndTheMinuteThatGoesOnIsTold() {
    tallies.of(Audiences.of("cup", Delivery.HLS, "")).took(5);
    pass(3);
    reporter.close().await();
    assertThat(Audiences.told(told().getFirst().lines(), Place.ALL, Dimension.TOTAL))
        .isEqualTo(Map.of("", new Figures(0, 0, 0, 0, 0, 5)));
  }

  @Test
  void whatIsQuietIsForgottenAndWhoIsPresentIsNot() {
    tallies.of(Audiences.of("cup", Delivery.HLS, "")).took(5);
    Tally present = tallies.of(Audiences.of("talk", Delivery.FLV, ""));
    present.enter();
    pass(60 * (Tallies.QUIET_MINUTES + 3));
    assertThat(tallies.all()).containsExactly(present);
    tallies.answered(Audiences.of("cup", Delivery.HLS, ""), 404);
    assertThat(tallies.all())
        .extracting(tally -> tally.subject().place())
        .containsExactlyInAnyOrder(Audiences.stream("talk"), Place.of("play.example.org"));
  }

  @Test
  void aProcessThatStoodStillHasSeenNobodyMeanwhile() {
    tallies.of(Audiences.of("cup", Delivery.HLS, "")).enter();
    time.advance(Duration.ofSeconds(90));
    reporter.look();
    assertThat(Audiences.told(told().getFirst().lines(), Place.ALL, Dimension.TOTAL).get(""))
        .extracting(Figures::viewerMs)
        .isEqualTo(AnalyticsReporter.MAX_ELAPSED_MS);
  }
}
