package dev.weir.portal.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.quality.QualityCount;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A tenant whose 1,000 streams were played in two ways each, all day, for 90 days: what a page
 * takes then, and what its rows take. Prints both; judges neither.
 */
@Tag("long")
@Timeout(600)
class QualityGrowthTest {

  private static final int STREAMS = 1_000;
  private static final int TIMES = 5;

  @Test
  void whatAPageTakes() {
    try (PortalHouse house = PortalHouse.shut()) {
      TenantId tenant = house.tenantWithoutPassword("many@example.org", "many.example.org");
      Instant now = house.time().now();
      fill(house, tenant, QualityStep.DAY, now, 181, "1 day", STREAMS);
      fill(house, tenant, QualityStep.FIVE_MINUTES, now, 14, "5 minutes", 50);
      fill(house, tenant, QualityStep.MINUTE, now, 1, "1 minute", 50);
      house.sql("VACUUM ANALYZE quality");
      house.sql("VACUUM ANALYZE quality_whole");
      System.out.println(
          "rows, bytes of all, bytes of index: "
              + house.dump(
                  "(SELECT count(*), pg_total_relation_size('quality'), pg_indexes_size('quality') FROM quality)"));
      Quality quality = new Quality(house.database());
      Actor actor =
          new Actor(tenant, new Who.Stranger(), Set.of(Permission.STREAMS_READ), Origin.NONE);
      for (QualitySpan span :
          List.of(QualitySpan.HOUR, QualitySpan.DAY, QualitySpan.WEEK, QualitySpan.QUARTER)) {
        QualityQuery query = QualityQuery.upTo(span, now, QualityQuery.Of.ALL);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
          long began = System.nanoTime();
          Quality.Answer answer = quality.ask(actor, query);
          best = Math.min(best, System.nanoTime() - began);
          assertThat(answer.total().of(QualityCount.STARTS)).isPositive();
        }
        System.out.printf("quality of %s: %d ms%n", span.text(), best / 1_000_000);
      }
    }
  }

  /** Of shorter times the hundred series that a gateway tells apart. */
  private static void fill(
      PortalHouse house,
      TenantId tenant,
      QualityStep step,
      Instant now,
      int days,
      String interval,
      int streams) {
    Instant from = QualityStore.begin(step, now.minus(Duration.ofDays(days)));
    house.sql(
        """
        INSERT INTO quality (tenant_id, minutes, at, domain, app, stream, way, rendition, starts,
          watched_ms, stalls, stalled_ms, stalled_plays, rated_ms, rated_bits, network_failures,
          startup_06, startup_07, startup_08, startup_11, latency_08, latency_09, latency_10, latency_12)
        SELECT '%s', %d, at, 'push.example.org', 'live', 'stream' || s, way, '', 7, 900000, 2, 1500, 1,
          900000, 2700000000, 1, 2, 3, 1, 1, 20, 30, 30, 10
        FROM generate_series('%s'::timestamptz, '%s'::timestamptz, '%s'::interval) AS at,
          generate_series(1, %d) AS s, unnest(ARRAY['LL_HLS', 'FLV']) AS way
        """
            .formatted(tenant, step.minutes(), from, now, interval, streams));
    house.sql(
        """
        INSERT INTO quality_whole (tenant_id, minutes, at, domain, way, rendition, starts,
          watched_ms, stalls, stalled_ms, stalled_plays, rated_ms, rated_bits, network_failures,
          startup_06, startup_07, startup_08, startup_11, latency_08, latency_09, latency_10, latency_12)
        SELECT tenant_id, minutes, at, domain, way, rendition, sum(starts),
          sum(watched_ms), sum(stalls), sum(stalled_ms), sum(stalled_plays), sum(rated_ms),
          sum(rated_bits), sum(network_failures), sum(startup_06), sum(startup_07), sum(startup_08),
          sum(startup_11), sum(latency_08), sum(latency_09), sum(latency_10), sum(latency_12)
        FROM quality WHERE minutes = %d GROUP BY tenant_id, minutes, at, domain, way, rendition
        """
            .formatted(step.minutes()));
  }
}
