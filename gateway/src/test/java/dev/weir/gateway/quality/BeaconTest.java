package dev.weir.gateway.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualityReport;
import dev.weir.contract.quality.QualitySums;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What players may tell, how much of it, and who may. */
@Timeout(60)
final class BeaconTest {

  private static final String SECONDS =
      """
      {"protocol":"ll-hls","started":true,"startupMs":812,"watchedMs":9200,"stalls":1,
       "stalledMs":640.4,"firstStall":true,"switches":2,"bitsPerSecond":3000000,"latencyMs":1900,
       "errors":{"network":1,"later":7},"rendition":"nothing_of_ours","new":[1]}
      """;

  private static GatewayUnderTest gateway;
  private static Web web;

  private String beacon = "";

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  @BeforeEach
  void openThePage() {
    gateway.beacons().seal();
    beacon =
        web.text(Rules.sign("/live/demo01.html"))
            .replaceAll("(?s).* data-beacon=\"([^\"]+)\".*", "$1");
  }

  @Test
  void whatAPlayerTellsIsSummedByStreamAndWay() {
    HttpResponse<byte[]> answer = web.post(beacon, SECONDS);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(Web.header(answer, "cache-control")).isEqualTo("no-store");
    web.post(beacon, "{\"protocol\":\"ll-hls\",\"watchedMs\":800}");
    web.post(beacon, "{\"protocol\":\"flv\",\"failed\":true,\"errors\":{\"timeout\":1}}");

    List<QualityReport.Series> told = gateway.beacons().seal();
    assertThat(told).hasSize(2);
    QualitySums sums = told.getFirst().sums();
    assertThat(told.getFirst().key().stream()).contains(Rules.stream("demo01"));
    assertThat(told.getFirst().key().way()).isEqualTo(PlayWay.LL_HLS);
    assertThat(told.getFirst().key().rendition()).isEmpty();
    assertThat(sums.of(QualityCount.WATCHED_MS)).isEqualTo(10_000);
    assertThat(sums.of(QualityCount.STALLED_MS)).isEqualTo(640);
    assertThat(sums.of(QualityCount.NETWORK_FAILURES)).isEqualTo(1);
    assertThat(sums.bitsPerSecond()).isEqualTo(3_000_000);
    assertThat(sums.startup().percentileMs(0.5)).isBetween(800L, 1_100L);
    assertThat(sums.latency().size()).isEqualTo(1);
    assertThat(told.getLast().sums().of(QualityCount.FAILED_STARTS)).isEqualTo(1);
    assertThat(gateway.beacons().seal()).isEmpty();
  }

  @Test
  void nobodyTellsWithoutASessionOfTheStream() {
    String stranger = beacon.replaceFirst("~.{8}", "~AAAAAAAA");
    String other = beacon.replace("demo01", "demo02");
    assertThat(web.post(stranger, SECONDS).statusCode()).isEqualTo(403);
    assertThat(web.post(other, SECONDS).statusCode()).isEqualTo(403);
    assertThat(web.get(beacon).statusCode()).isEqualTo(405);
    assertThat(web.post("/live/demo01.m3u8", SECONDS).statusCode()).isEqualTo(405);
    assertThat(gateway.beacons().seal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"protocol\":\"carrier-pigeon\"}",
        "{\"protocol\":7}",
        "{\"protocol\":\"hls\",\"watchedMs\":-1}",
        "{\"protocol\":\"hls\",\"watchedMs\":60001}",
        "{\"protocol\":\"hls\",\"watchedMs\":1e999}",
        "{\"protocol\":\"hls\",\"watchedMs\":\"NaN\"}",
        "{\"protocol\":\"hls\",\"stalls\":1000000}",
        "{\"protocol\":\"hls\",\"started\":true,\"startupMs\":120001}",
        "{\"protocol\":\"hls\",\"latencyMs\":600001}",
        "{\"protocol\":\"hls\",\"errors\":7}",
        "{\"protocol\":\"hls\",\"errors\":{\"media\":61}}"
      })
  void whatCannotBeIsRefused(String text) {
    assertThat(web.post(beacon, text).statusCode()).as(text).isEqualTo(400);
    assertThat(gateway.beacons().seal()).isEmpty();
  }

  @Test
  void aLongOneIsRefusedAndItsConnectionGoesOn() {
    String filler = "{\"protocol\":\"hls\",\"filler\":\"" + "x".repeat(100_000) + "\"}";
    assertThat(web.post(beacon, filler).statusCode()).isEqualTo(413);
    assertThat(web.post(beacon, SECONDS).statusCode()).isEqualTo(204);
  }

  @Test
  void aViewerTellsOfTwoMinutesInOneAtMost() {
    String minute = "{\"protocol\":\"hls\",\"watchedMs\":50000,\"stalledMs\":10000}";
    assertThat(web.post(beacon, minute).statusCode()).isEqualTo(204);
    assertThat(web.post(beacon, minute).statusCode()).isEqualTo(204);
    assertThat(web.post(beacon, minute).statusCode()).isEqualTo(429);
    gateway.beacons().beginMinute();
    String start = "{\"protocol\":\"hls\",\"started\":true}";
    for (int i = 0; i < QualityBook.BEACONS_A_MINUTE; i++) {
      assertThat(web.post(beacon, start).statusCode()).isEqualTo(204);
    }
    assertThat(web.post(beacon, start).statusCode()).isEqualTo(429);
  }

  @Test
  void boundsAreThoseOfTheBook() {
    assertThatThrownBy(() -> Beacon.read("{\"protocol\":\"hls\",\"bitsPerSecond\":200000001}"))
        .isInstanceOf(WeirFault.class);
    assertThat(Beacon.read("{\"protocol\":\"time-shift\",\"watchedMs\":60000}").toldMs())
        .isEqualTo(Beacon.MAX_TOLD_MS);
  }
}
