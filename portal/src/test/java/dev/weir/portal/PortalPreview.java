package dev.weir.portal;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.contract.live.ViewerReport;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.runtime.analytics.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A portal to look at: {@code main} opens one with a few invented streams, writes where it is and
 * how to get in, and runs until it is stopped. Not a test.
 */
public final class PortalPreview {

  private PortalPreview() {}

  /** First argument: where to write; second, if it is {@code empty}: nothing is live. */
  public static void main(String[] arguments) throws Exception {
    try (PortalHouse house = PortalHouse.open()) {
      Quickstart quickstart = house.demo();
      Path file = Path.of(arguments[0]);
      Files.writeString(
          file,
          "http://127.0.0.1:%d %s %s%n"
              .formatted(house.portal().port(), quickstart.email(), quickstart.password()));
      boolean empty = arguments.length > 1 && arguments[1].equals("empty");
      TenantId tenant = TenantId.parse(quickstart.tenant());
      Random random = new Random(1);
      if (!empty) {
        use(house, tenant);
        watch(house, tenant);
        play(house, tenant);
      }
      Instant end = Instant.now().plus(Duration.ofMinutes(30));
      while (Instant.now().isBefore(end) && Files.exists(file)) {
        house.time().jumpTo(Instant.now());
        if (!empty) {
          report(house, tenant, random);
          house
              .analytics()
              .add(
                  Instant.ofEpochSecond(Instant.now().getEpochSecond() / 5 * 5),
                  Map.of(
                      tenant,
                      new Moment(400 + random.nextInt(30), 90_000_000, 700, random.nextInt(20))))
              .await();
        }
        Thread.sleep(Duration.ofSeconds(2));
      }
    }
  }

  /** Three months of usage, more of it at weekends, and more of it from month to month. */
  private static void use(PortalHouse house, TenantId tenant) {
    house.sql(
        """
        INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail)
        SELECT '%s', 'localhost', 'live', stream, rendition, meter, detail
        FROM (VALUES ('EGRESS_BYTES', 'FLV'), ('EGRESS_BYTES', 'HLS'), ('EGRESS_BYTES', 'LL_HLS'),
          ('EGRESS_BYTES', 'PICTURE'), ('INGEST_MS', 'PUSH_TIME'), ('TRANSCODE_MS', 'H264_HD'),
          ('TRANSCODE_MS', 'H264_LD'), ('STORAGE_BYTE_HOURS', 'RECORDINGS'),
          ('STORAGE_BYTE_HOURS', 'SLICES'), ('STORAGE_BYTE_HOURS', 'PICTURES')) AS m (meter, detail),
          (VALUES ('demo01', ''), ('demo01', 'lhd'), ('stage-left', ''), ('radio', '')) AS s
            (stream, rendition);
        INSERT INTO usage_day
        SELECT tenant_id, id, day,
          (CASE meter WHEN 'EGRESS_BYTES' THEN 2e10 WHEN 'STORAGE_BYTE_HOURS' THEN 3e11 ELSE 2e7 END
            * (1 + id %% 5) * (100 - age) / 100 * (1 + 0.4 * sin(age * 0.9 + id)))::bigint
        FROM usage_series, generate_series(0, 92) AS age, LATERAL (SELECT current_date - age AS day);
        """
            .formatted(tenant));
  }

  /** Plays of a quarter, with a bad hour a while ago. */
  private static void play(PortalHouse house, TenantId tenant) {
    for (String span :
        List.of("1, '1 minute', 120", "5, '5 minutes', 4100", "1440, '1 day', 185")) {
      String[] parts = span.split(", ", -1);
      house.sql(
          """
          INSERT INTO quality (tenant_id, minutes, at, domain, app, stream, way, rendition, starts,
            failed_starts, abandoned_starts, stalled_plays, stalls, stalled_ms, watched_ms, rated_ms,
            rated_bits, switches, network_failures, media_failures, startup_05, startup_06, startup_07,
            startup_09, latency_07, latency_08, latency_09, latency_11)
          SELECT '%1$s', %2$s, at, 'localhost', 'live', stream, way, rendition, (crowd * 10)::bigint,
            (crowd * bad * 0.3)::bigint, (crowd * 0.2)::bigint, (crowd * bad)::bigint,
            (crowd * bad * 2)::bigint, (crowd * bad * 2300)::bigint, (crowd * 54000)::bigint,
            (crowd * 54000)::bigint, (crowd * 54 * 2900000)::bigint, (crowd * bad)::bigint,
            (crowd * bad * 0.4)::bigint, (crowd * bad * 0.1)::bigint, (crowd * 3)::integer,
            (crowd * 4)::integer, (crowd * 2)::integer, (crowd * bad)::integer, (crowd * 10)::integer,
            (crowd * 30)::integer, (crowd * 8)::integer, (crowd * bad * 4)::integer
          FROM (
            SELECT *, %2$s * 3 * (1.4 + sin(extract(epoch FROM at) / 13751)
                + 0.4 * sin(extract(epoch FROM at) / 1200 + length(stream))) AS crowd,
              0.4 + 0.2 * sin(extract(epoch FROM at) / 700)
                + CASE WHEN at BETWEEN now() - interval '5 hours' AND now() - interval '4 hours'
                    THEN 3 ELSE 0 END AS bad
            FROM (SELECT date_bin(%3$s, now() - n * interval %3$s, timestamptz 'epoch') AS at
                FROM generate_series(0, %4$s) AS n) AS times,
              (VALUES ('demo01', 'LL_HLS', ''), ('demo01', 'HLS', 'lhd'), ('stage-left', 'FLV', ''),
                ('radio', 'LL_HLS', '')) AS s (stream, way, rendition)) AS plays
          """
              .formatted(tenant, parts[0], parts[1], parts[2]));
    }
  }

  /** A quarter of an audience, more of it in the evening. */
  private static void watch(PortalHouse house, TenantId tenant) {
    house.sql(
        """
        INSERT INTO analytics_series (tenant_id, domain, app, stream, dimension, value)
        SELECT '%1$s', p.domain, p.app, p.stream, v.dimension, v.value
        FROM (VALUES ('', '', ''), ('localhost', '', ''), ('localhost', 'live', 'demo01'),
          ('localhost', 'live', 'stage-left'), ('localhost', 'live', 'radio'))
          AS p (domain, app, stream),
          (VALUES ('TOTAL', ''), ('PROTOCOL', 'HLS'), ('PROTOCOL', 'LL_HLS'), ('PROTOCOL', 'FLV'),
            ('RENDITION', ''), ('RENDITION', 'lhd'), ('REFERER', ''), ('REFERER', 'news.example.org'),
            ('REFERER', 'www.a-rather-long-name-of-a-page.example.com'), ('BROWSER', 'Chrome'),
            ('BROWSER', 'Safari'), ('BROWSER', 'VLC'), ('SYSTEM', 'Windows'), ('SYSTEM', 'iOS'),
            ('DEVICE', 'COMPUTER'), ('DEVICE', 'PHONE'), ('STATUS', '200'), ('STATUS', '404'))
          AS v (dimension, value);
        SELECT analytics_prepare(now() - n * interval '1 day') FROM generate_series(0, 92) AS n;
        """
            .formatted(tenant));
    watch(house, "analytics_minute", "1 minute", 180);
    watch(house, "analytics_five", "5 minutes", 2_016 + 600);
    watch(house, "analytics_hour", "1 hour", 24 * 22);
    watch(house, "analytics_day", "1 day", 92);
  }

  private static void watch(PortalHouse house, String table, String length, int count) {
    house.sql(
        """
        INSERT INTO %1$s
        SELECT tenant_id, id, at, (part * crowd * seconds * 1000)::bigint, (1.3 * part * crowd)::bigint,
          (part * crowd * seconds / 400)::bigint, (part * crowd * seconds / 3)::bigint,
          (part * crowd * seconds / 100)::bigint, (part * crowd * seconds * 400000)::bigint
        FROM (
          SELECT s.tenant_id, s.id, t.at, extract(epoch FROM interval '%2$s') AS seconds,
            CASE WHEN s.stream = '' THEN 1 WHEN s.stream = 'demo01' THEN 0.6
              WHEN s.stream = 'radio' THEN 0.3 ELSE 0.1 END
              * CASE s.dimension WHEN 'TOTAL' THEN 1 ELSE
                1.0 / (1 + row_number() OVER (PARTITION BY s.tenant_id, s.domain, s.stream, s.dimension, t.at
                  ORDER BY s.id)) END AS part,
            400 * (1.4 + sin(extract(epoch FROM t.at) / 13751) + 0.3 * sin(extract(epoch FROM t.at) / 1200)
              + 0.1 * sin(extract(epoch FROM t.at) / 97))
              * CASE WHEN t.at < now() - interval '7 days' THEN 0.7 ELSE 1 END AS crowd
          FROM analytics_series s, LATERAL (
            SELECT date_bin('%2$s', now() - n * interval '%2$s', timestamptz 'epoch') AS at
            FROM generate_series(0, %3$d) AS n) AS t) AS seen
        """
            .formatted(table, length, count));
  }

  private static void report(PortalHouse house, TenantId tenant, Random random) throws Exception {
    Instant now = Instant.now();
    List<StreamReport> streams = new ArrayList<>();
    streams.add(
        new StreamReport(
            address(tenant, "demo01"),
            new NodeId("node1"),
            now.minus(Duration.ofMinutes(131)),
            StreamReport.State.LIVE,
            "obs-output module (libobs version 31.0.2)",
            "192.0.2.17",
            List.of(
                new TrackReport("H.264", "avc1.64002a", 1920, 1080, 0, 0),
                new TrackReport("AAC", "mp4a.40.2", 0, 0, 48_000, 2)),
            60,
            6_120_000 + random.nextInt(400_000),
            2_000));
    streams.add(
        new StreamReport(
            address(tenant, "stage-left"),
            new NodeId("node1"),
            now.minus(Duration.ofSeconds(254)),
            StreamReport.State.INTERRUPTED,
            "vMix 28.0.0.38",
            "198.51.100.4",
            List.of(
                new TrackReport("HEVC", "hvc1.1.6.L120.b0", 3840, 2160, 0, 0),
                new TrackReport("AAC", "mp4a.40.2", 0, 0, 44_100, 6)),
            29.97,
            14_800_000,
            4_004));
    streams.add(
        new StreamReport(
            address(tenant, "radio"),
            new NodeId("node1"),
            now.minus(Duration.ofDays(3)),
            StreamReport.State.LIVE,
            "Lavf61.7.100",
            "2001:db8::17",
            List.of(new TrackReport("Opus", "opus", 0, 0, 48_000, 2)),
            0,
            128_400,
            0));
    house.live().reportStreams(streams).await();
    house
        .live()
        .reportViewers(
            List.of(
                new ViewerReport(
                    address(tenant, "demo01"),
                    new NodeId("node1"),
                    Map.of(
                        PlayProtocol.HLS,
                        1_180 + random.nextInt(40),
                        PlayProtocol.HTTP_FLV,
                        24,
                        PlayProtocol.RTMP,
                        2)),
                new ViewerReport(
                    address(tenant, "radio"),
                    new NodeId("node1"),
                    Map.of(PlayProtocol.WEBSOCKET_FLV, 3))))
        .await();
  }

  private static StreamAddress address(TenantId tenant, String name) {
    return new StreamAddress(
        tenant, new DomainName("localhost"), new AppName("live"), new StreamName(name));
  }
}
