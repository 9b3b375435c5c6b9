package dev.weir.portal.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualityKey;
import dev.weir.contract.quality.QualityReport;
import dev.weir.contract.quality.QualitySums;
import dev.weir.contract.quality.Spread;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes report of players is kept once, and is shown to its tenant alone. */
@Timeout(60)
class QualityTest {

  private static final String PAGE = "/analytics/quality";

  private static PortalHouse house;
  private static QualityCollector collector;
  private static TenantId tenant;
  private static Instant minute;

  @BeforeAll
  static void open() {
    // The collector of an open portal would take reports before those of this test.
    house = PortalHouse.open();
    collector = new QualityCollector(house.quality(), house.database(), house.time());
    minute = house.time().now().truncatedTo(ChronoUnit.MINUTES);
    tenant = house.tenantWithoutPassword("one@example.org", "one.example.org");
    TenantId other = house.tenantWithoutPassword("two@example.org", "two.example.org");
    tell(
        report(1, minute, series(tenant, "cup", PlayWay.LL_HLS, "", plays(8, 2, 900, 1_900))),
        report(2, minute, series(tenant, "cup", PlayWay.FLV, "", plays(2, 0, 350, 700))),
        report(3, minute, series(other, "secret", PlayWay.HLS, "hd", plays(5, 5, 9_000, 20_000))),
        report(
            4,
            minute.minus(Duration.ofHours(2)),
            series(tenant, "match", PlayWay.HLS, "hd", plays(4, 1, 3_500, 12_000))));
    // A node that was not told that they arrived sends them again.
    tell(report(1, minute, series(tenant, "cup", PlayWay.LL_HLS, "", plays(8, 2, 900, 1_900))));
    collector.collect();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static void tell(QualityReport... reports) {
    house.quality().send(List.of(reports)).await();
  }

  private static QualityReport report(long sequence, Instant at, QualityReport.Series series) {
    return new QualityReport(
        new NodeId("edge-1"), new BootId("boot-1"), sequence, at, List.of(series));
  }

  private static QualityReport.Series series(
      TenantId of, String stream, PlayWay way, String rendition, QualitySums sums) {
    StreamAddress address =
        new StreamAddress(
            of, new DomainName("push.example.org"), new AppName("live"), new StreamName(stream));
    return new QualityReport.Series(new QualityKey(of, Optional.of(address), way, rendition), sums);
  }

  private static QualitySums plays(int starts, int stalled, long startupMs, long latencyMs) {
    QualitySums sums =
        new QualitySums(
            Map.of(
                QualityCount.STARTS,
                (long) starts,
                QualityCount.STALLED_PLAYS,
                (long) stalled,
                QualityCount.STALLS,
                (long) stalled,
                QualityCount.STALLED_MS,
                stalled * 1_000L,
                QualityCount.WATCHED_MS,
                starts * 100_000L,
                QualityCount.RATED_MS,
                starts * 100_000L,
                QualityCount.RATED_BITS,
                starts * 300_000_000L,
                QualityCount.NETWORK_FAILURES,
                (long) stalled),
            Spread.NONE,
            Spread.of(latencyMs));
    for (int i = 0; i < starts; i++) {
      sums = sums.plus(new QualitySums(Map.of(), Spread.of(startupMs), Spread.NONE));
    }
    return sums;
  }

  private static long rows(String where) {
    return number("SELECT count(*) FROM quality WHERE " + where);
  }

  private static long number(String query) {
    return Long.parseLong(house.dump("(" + query + ")").replaceAll("[()]", ""));
  }

  @Test
  void aReportCountsOnceForEachLengthOfTime() {
    for (QualityStep step : QualityStep.values()) {
      assertThat(
              number(
                  "SELECT sum(starts) FROM quality WHERE tenant_id = '%s' AND minutes = %d AND starts < 77"
                      .formatted(tenant, step.minutes())))
          .isEqualTo(14);
      assertThat(
              number(
                  "SELECT sum(starts) FROM quality_whole WHERE tenant_id = '%s' AND minutes = %d AND starts < 77"
                      .formatted(tenant, step.minutes())))
          .isEqualTo(14);
    }
    assertThat(rows("stream <> 'old' AND (starts IS NULL OR startup_00 = 0)")).isZero();
  }

  @Test
  void aPageTellsItsTenantHowStreamsPlayed() {
    Browser browser = house.signedIn(tenant, Role.VIEWER);
    String day = browser.get(PAGE).body();
    assertThat(day)
        .contains("Startup", "live/cup", "live/match", "Low-latency HLS", "HTTP-FLV", "As it came")
        .contains("What the player asked for did not come.")
        .contains("trend-line now")
        .doesNotContain("secret");
    String hour = browser.get(PAGE + "?span=1h").body();
    assertThat(hour).contains("live/cup").doesNotContain("live/match");
    // 8 of 10 plays that started did not stall.
    assertThat(hour).contains("80 %", "10 started");
    String flv = browser.get(PAGE + "?span=1h&protocol=flv&stream=cup").body();
    assertThat(flv).contains("100 %", "These are the plays of");
    assertThat(browser.get(PAGE + "?span=1h&until=2020-01-01T00:00:00Z").body())
        .contains("Nobody watched");
    for (String wrong : List.of("span=2h", "until=then", "protocol=pigeon", "stream=%00")) {
      assertThat(browser.get(PAGE + "?" + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(browser.get(PAGE + ".csv?span=1h").body().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(minute + ",60,10,10,0,0,");
  }

  @Test
  void programsAskForTheSame() {
    String key =
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, "program", Set.of(Permission.STREAMS_READ))
            .text();
    Browser program = house.browser().with("Authorization", "Bearer " + key);
    JsonObject answer = new JsonObject(program.get("/api/v1" + PAGE + "?span=24h").body());
    JsonObject total = answer.getJsonObject("total");
    assertThat(total.getLong("starts")).isEqualTo(14);
    assertThat(total.getLong("stalledMs")).isEqualTo(3_000);
    assertThat(total.getDouble("stallRatio")).isBetween(0.0021, 0.0022);
    assertThat(total.getLong("startupMsP50")).isBetween(600L, 1_100L);
    assertThat(total.getLong("bitsPerSecond")).isEqualTo(3_000_000);
    assertThat(answer.getJsonArray("protocols").size()).isEqualTo(3);
    assertThat(answer.getJsonArray("streams").size()).isEqualTo(2);
    assertThat(program.get("/api/v1" + PAGE + "?span=2h").statusCode()).isEqualTo(400);
    assertThat(program.get("/api/v1" + PAGE + ".csv?span=1h").body().lines()).hasSize(2);
  }

  /** All of a domain is read from other rows than one stream of it. */
  @Test
  void aDomainIsTheSumOfItsStreams() {
    JsonObject whole = program("?span=24h&domain=push.example.org");
    JsonObject cup = program("?span=24h&domain=push.example.org&app=live&stream=cup");
    JsonObject match = program("?span=24h&domain=push.example.org&app=live&stream=match");
    for (String figure : List.of("starts", "stalls", "watchedMs")) {
      assertThat(whole.getJsonObject("total").getLong(figure))
          .as(figure)
          .isEqualTo(
              cup.getJsonObject("total").getLong(figure)
                  + match.getJsonObject("total").getLong(figure))
          .isPositive();
    }
    assertThat(program("?span=24h&domain=other.example.org").getJsonArray("streams")).isEmpty();
  }

  private static JsonObject program(String query) {
    String key =
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, "program" + query, Set.of(Permission.STREAMS_READ))
            .text();
    Browser program = house.browser().with("Authorization", "Bearer " + key);
    return new JsonObject(program.get("/api/v1" + PAGE + query).body());
  }

  @Test
  void theWeekBeforeStandsBeside() {
    Instant before = minute.minus(Duration.ofDays(7));
    house.sql(
        """
        INSERT INTO quality_whole (tenant_id, minutes, at, domain, way, rendition, starts)
        VALUES ('%s', 5, '%s', 'push.example.org', 'HLS', '', 77)
        """
            .formatted(tenant, QualityStore.begin(QualityStep.FIVE_MINUTES, before)));
    String page = house.signedIn(tenant, Role.VIEWER).get(PAGE).body();
    assertThat(page).contains("before: 100 %", "trend-line before", "the week before");
  }

  @Test
  void whatIsOldIsForgotten() {
    Instant now = house.time().now();
    for (QualityStep step : QualityStep.values()) {
      for (Duration age : List.of(step.kept().plusDays(2), step.kept().minusDays(1))) {
        house.sql(
            """
            INSERT INTO quality (tenant_id, minutes, at, domain, app, stream, way, rendition)
            VALUES ('%s', %d, '%s', 'd', 'live', 'old', 'HLS', '')
            """
                .formatted(tenant, step.minutes(), QualityStore.begin(step, now.minus(age))));
        house.sql(
            """
            INSERT INTO quality_whole (tenant_id, minutes, at, domain, way, rendition)
            VALUES ('%s', %d, '%s', 'old.example.org', 'HLS', '')
            """
                .formatted(tenant, step.minutes(), QualityStore.begin(step, now.minus(age))));
      }
    }
    collector.forget();
    assertThat(rows("stream = 'old'")).isEqualTo(QualityStep.values().length);
    assertThat(number("SELECT count(*) FROM quality_whole WHERE domain = 'old.example.org'"))
        .isEqualTo(QualityStep.values().length);
  }
}
