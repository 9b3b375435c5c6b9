package dev.weir.runtime.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.Soon;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes tell of a minute, and of the last moments, through a real Redis. */
@Timeout(30)
class RedisAnalyticsTest {

  private static final TenantId ANN = new TenantId(new UUID(0, 1));
  private static final TenantId BEN = new TenantId(new UUID(0, 2));
  private static final Instant MINUTE = Instant.parse("2026-05-01T10:00:00Z");

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final AnalyticsOutlet outlet = new RedisAnalyticsOutlet(bus);
  private final AnalyticsInlet one = new RedisAnalyticsInlet(bus, "one");
  private final AnalyticsInlet two = new RedisAnalyticsInlet(bus, "two");

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  private static AnalyticsBatch batch(long sequence) {
    AnalyticsLine line =
        new AnalyticsLine(
            ANN,
            new Place("play.example.org", "live", "cup"),
            Dimension.REFERER,
            "news.example.org",
            new Figures(120_000, 3, 1, 40, 2, 1L << 40));
    return new AnalyticsBatch(
        new MeterBoot(new NodeId("edge-1"), new BootId("b1")), sequence, MINUTE, List.of(line));
  }

  @Test
  void eachBatchGoesToOneListenerAndIsGoneOnceItIsKept() {
    assertThat(Soon.of(one.next())).isEmpty();
    Soon.of(outlet.send(List.of(batch(1), batch(2))));
    List<AnalyticsInlet.Arrived> arrived = Soon.of(one.next());
    assertThat(arrived)
        .extracting(AnalyticsInlet.Arrived::batch)
        .containsExactly(batch(1), batch(2));
    assertThat(Soon.of(two.next())).isEmpty();
    Soon.of(one.done(arrived));
    assertThat(Soon.of(bus.send(Request.cmd(Command.XLEN).arg(AnalyticsKeys.STREAM))).toLong())
        .isZero();
  }

  @Test
  void whatCannotBeReadHoldsNothingUp() {
    Soon.of(
        bus.send(
            Request.cmd(Command.XADD)
                .arg(AnalyticsKeys.STREAM)
                .arg("*")
                .arg("batch")
                .arg("{\"v\":1,\"lines\":[[1]]}")));
    Soon.of(outlet.send(List.of(batch(7))));
    assertThat(Soon.of(one.next()))
        .extracting(AnalyticsInlet.Arrived::batch)
        .containsExactly(batch(7));
  }

  @Test
  void momentsOfAllNodesAddUp() {
    Soon.of(outlet.add(MINUTE, Map.of(ANN, new Moment(3, 500, 10, 1), BEN, Moment.NONE)));
    Soon.of(outlet.add(MINUTE, Map.of(ANN, new Moment(2, 100, 5, 0))));
    Soon.of(outlet.add(MINUTE.plusSeconds(65), Map.of(ANN, new Moment(4, 0, 0, 0))));
    assertThat(Soon.of(one.moments(ANN, MINUTE, MINUTE.plusSeconds(90))))
        .isEqualTo(
            Map.of(
                MINUTE, new Moment(5, 600, 15, 1), MINUTE.plusSeconds(65), new Moment(4, 0, 0, 0)));
    assertThat(Soon.of(one.moments(ANN, MINUTE.plusSeconds(5), MINUTE.plusSeconds(60)))).isEmpty();
    assertThat(Soon.of(one.moments(BEN, MINUTE, MINUTE.plusSeconds(90)))).isEmpty();
  }
}
