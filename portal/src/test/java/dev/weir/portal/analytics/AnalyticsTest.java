package dev.weir.portal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.runtime.analytics.MemoryAnalytics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes tell is kept once, summed, asked for, and forgotten. A real PostgreSQL. */
@Timeout(60)
class AnalyticsTest {

  private static PortalHouse house;
  private static AnalyticsIntake intake;
  private static Analytics analytics;
  private static Instant now;

  @BeforeAll
  static void open() {
    house = PortalHouse.shut();
    intake = new AnalyticsIntake(house.database());
    analytics = new Analytics(house.database(), new MemoryAnalytics());
    now = house.time().now();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Span hour(Instant end) {
    return Span.of(end.minus(Duration.ofHours(1)), end, now);
  }

  private static Figures figures(long viewers, long bytes) {
    return new Figures(viewers * 60_000, viewers, viewers, 10, 1, bytes);
  }

  @Test
  void nodesOfAMinuteAddUpAndPeaksOfMinutesDoNot() {
    TenantId tenant = house.tenantWithoutPassword("a@example.org", "a.example.org");
    Instant minute = now.truncatedTo(ChronoUnit.HOURS).minusSeconds(600);
    Told one = new Told("a-1");
    Told two = new Told("a-2");
    AnalyticsBatch first = one.minute(tenant, minute, "cup", figures(3, 100));
    assertThat(intake.take(first, now)).isTrue();
    assertThat(intake.take(first, now)).isFalse();
    intake.take(two.minute(tenant, minute, "cup", figures(2, 50)), now);
    intake.take(one.minute(tenant, minute.plusSeconds(60), "cup", figures(4, 10)), now);

    Figures both = new Figures(300_000, 5, 5, 20, 2, 150);
    Figures later = figures(4, 10);
    Span span = hour(minute.plusSeconds(300));
    assertThat(analytics.times(Told.viewer(tenant), Place.ALL, span))
        .containsEntry(minute, both)
        .containsEntry(minute.plusSeconds(60), later)
        .hasSize(2);
    for (Grain grain : List.of(Grain.FIVE_MINUTES, Grain.HOUR, Grain.DAY)) {
      Span coarse = new Span(grain.of(minute), grain.of(minute).plus(grain.length()), grain, grain);
      assertThat(analytics.times(Told.viewer(tenant), Told.stream("cup"), coarse).values())
          .as(grain.name())
          .containsExactly(both.then(later));
    }
  }

  @Test
  void sharesAreTheLargestOfEachDimension() {
    TenantId tenant = house.tenantWithoutPassword("b@example.org", "b.example.org");
    Instant minute = now.truncatedTo(ChronoUnit.HOURS).minusSeconds(1_200);
    Told node = new Told("b-1");
    intake.take(node.minute(tenant, minute, "small", figures(1, 10)), now);
    intake.take(node.minute(tenant, minute, "large", figures(9, 90)), now);
    Span span = hour(minute.plusSeconds(300));
    List<Analytics.Share> shares =
        analytics.shares(Told.viewer(tenant), Place.ALL, span, Measure.VIEWERS);
    assertThat(of(shares, Dimension.TOTAL))
        .extracting(Analytics.Share::place)
        .containsExactlyInAnyOrder(
            Place.of(Told.DOMAIN), Told.stream("large"), Told.stream("small"));
    assertThat(of(shares, Dimension.REFERER))
        .extracting(share -> share.figures().bytes())
        .containsExactly(100L);
    List<Analytics.Share> ofStream =
        analytics.shares(Told.viewer(tenant), Told.stream("large"), span, Measure.BANDWIDTH);
    assertThat(of(ofStream, Dimension.TOTAL)).isEmpty();
    assertThat(ofStream.stream().map(Analytics.Share::dimension).collect(Collectors.toSet()))
        .hasSize(Dimension.values().length - 1);
  }

  @Test
  void aTenantAsksForItsOwnAlone() {
    TenantId one = house.tenantWithoutPassword("c@example.org", "c.example.org");
    TenantId other = house.tenantWithoutPassword("d@example.org", "d.example.org");
    Instant minute = now.truncatedTo(ChronoUnit.HOURS).minusSeconds(1_800);
    intake.take(new Told("c-1").minute(one, minute, "cup", figures(3, 100)), now);
    Span span = hour(minute.plusSeconds(300));
    assertThat(analytics.times(Told.viewer(other), Place.ALL, span)).isEmpty();
    assertThat(analytics.shares(Told.viewer(other), Place.ALL, span, Measure.VIEWERS)).isEmpty();
    assertThat(analytics.times(Told.viewer(one), Place.ALL, span)).hasSize(1);
  }

  @Test
  void aTenantThatIsGoneHoldsNobodyUp() {
    TenantId gone = new TenantId(UUID.randomUUID());
    Instant minute = now.truncatedTo(ChronoUnit.HOURS).minusSeconds(2_400);
    assertThat(intake.take(new Told("e-1").minute(gone, minute, "cup", figures(1, 1)), now))
        .isFalse();
  }

  @Test
  void whatIsOldIsForgotten() {
    TenantId tenant = house.tenantWithoutPassword("f@example.org", "f.example.org");
    MemoryAnalytics line = new MemoryAnalytics();
    Instant minuteNow = now.truncatedTo(ChronoUnit.MINUTES);
    Told node = new Told("f-1");
    AnalyticsIntake old = new AnalyticsIntake(house.database());
    for (int days : List.of(1, 10, 150, 800)) {
      Instant minute = minuteNow.minus(Duration.ofDays(days));
      old.take(node.minute(tenant, minute, "s" + days, figures(1, 1)), now);
    }
    new AnalyticsCollector(line, house.database(), house.time()).forget();
    assertThat(minutes("analytics_minute", tenant)).isEqualTo(1);
    assertThat(minutes("analytics_five", tenant)).isEqualTo(2);
    assertThat(minutes("analytics_day", tenant)).isEqualTo(3);
    assertThat(house.dump("analytics_series")).contains("s150").doesNotContain("s800");
  }

  private static long minutes(String table, TenantId tenant) {
    return house
        .database()
        .inPlatform(connection ->
            connection
                .query(
                    "SELECT count(*) AS n FROM "
                        + table
                        + " k JOIN analytics_series s ON s.id = k.series_id WHERE k.tenant_id = '"
                        + tenant
                        + "' AND s.dimension = 'TOTAL' AND s.domain = ''")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong("n"));
  }

  private static List<Analytics.Share> of(List<Analytics.Share> shares, Dimension dimension) {
    return shares.stream().filter(share -> share.dimension() == dimension).toList();
  }
}
