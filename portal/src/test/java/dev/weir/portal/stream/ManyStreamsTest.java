package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tenant with 1,000 live streams and 10,000 publishes in its history, beside another one as
 * large: each page is asked for over HTTP until the server is warm, and then measured, from the
 * request to the whole answer.
 */
@Tag("long")
@Timeout(180)
class ManyStreamsTest {

  private static final int LIVE = 1_000;
  private static final int PUBLISHES = 10_000;
  private static final int WARM_UP = 300;
  private static final int MEASURED = 100;
  private static final Duration LIMIT = Duration.ofMillis(50);
  private static final Logger LOG = LoggerFactory.getLogger(ManyStreamsTest.class);

  private static PortalHouse house;
  private static Browser browser;

  @BeforeAll
  static void fill() {
    house = PortalHouse.open();
    TenantId tenant = house.tenant("many@example.org", "a long password", "many.example.org");
    TenantId other = house.tenant("more@example.org", "a long password", "more.example.org");
    history(tenant, "many.example.org");
    history(other, "more.example.org");
    house.sql("ANALYZE publish_session");
    new LiveTelling(house.live())
        .live(
            IntStream.range(0, 2 * LIVE)
                .mapToObj(i ->
                    LiveTelling.stream(
                        i < LIVE ? tenant : other,
                        i < LIVE ? "many.example.org" : "more.example.org",
                        "stream%04d".formatted(i),
                        "OBS 31"))
                .toArray(StreamReport[]::new));
    browser = house.signedIn(tenant, Role.OWNER);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/streams",
        "/streams?name=stream09",
        "/streams/history",
        "/streams/history?name=stream0500&reason=FINISHED",
        "/streams/history?label=event%3Dcup",
        "/streams/many.example.org/live/stream0500"
      })
  void aPageIsThereInTime(String path) {
    for (int i = 0; i < WARM_UP; i++) {
      assertThat(browser.get(path).statusCode()).isEqualTo(200);
    }
    long[] nanos = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long from = System.nanoTime();
      browser.get(path);
      nanos[i] = System.nanoTime() - from;
    }
    Arrays.sort(nanos);
    Duration median = Duration.ofNanos(nanos[MEASURED / 2]);
    LOG.info(
        "path={} medianUs={} p95Us={}",
        path,
        median.toNanos() / 1_000,
        nanos[MEASURED * 95 / 100] / 1_000);
    assertThat(median).as(path).isLessThan(LIMIT);
  }

  private static void history(TenantId tenant, String domain) {
    house.sql(
        """
        INSERT INTO publish_session
          (tenant_id, id, domain, app, stream, node, boot, software, address, started_at, ended_at,
           reason, tracks, bytes)
        SELECT '%s', gen_random_uuid(), '%s', 'live', 'stream' || lpad((i %% 1000)::text, 4, '0'),
          'node1', 'boot1', 'OBS 31', '192.0.2.17', now() - i * interval '5 minutes',
          now() - i * interval '5 minutes' + interval '4 minutes',
          CASE WHEN i %% 7 = 0 THEN 'SILENT' ELSE 'FINISHED' END,
          '[{"codec":"H.264","codecString":"avc1.64002a","width":1920,"height":1080,"sampleRateHz":0,"channels":0},
            {"codec":"AAC","codecString":"mp4a.40.2","width":0,"height":0,"sampleRateHz":48000,"channels":2}]',
          150000000
        FROM generate_series(1, %d) AS i
        """
            .formatted(tenant, domain, PUBLISHES));
    house.sql(
        """
        INSERT INTO stream_label
        SELECT tenant_id, id, 'live', 'stream' || lpad(i::text, 4, '0'), 'event',
          CASE WHEN i %% 10 = 0 THEN 'cup' ELSE 'league' END
        FROM domain, generate_series(0, 999) AS i WHERE tenant_id = '%s'
        """
            .formatted(tenant));
  }
}
