package dev.weir.runtime.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualityKey;
import dev.weir.contract.quality.QualityReport;
import dev.weir.contract.quality.QualitySums;
import dev.weir.contract.quality.Spread;
import dev.weir.runtime.Soon;
import dev.weir.runtime.policy.Policies;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.QualityJson;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node tells and the control plane listens, over a real Redis. */
@Timeout(60)
class RedisQualityLineTest {

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final RedisQualityLine line = new RedisQualityLine(bus);

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  private static QualityReport report(long sequence) {
    StreamAddress address =
        new StreamAddress(
            Policies.TENANT,
            new DomainName("push.example.com"),
            new AppName("live"),
            new StreamName("cup"));
    QualityKey key = new QualityKey(Policies.TENANT, Optional.of(address), PlayWay.LL_HLS, "hd");
    QualitySums sums =
        new QualitySums(
            Map.of(QualityCount.STARTS, 2L, QualityCount.WATCHED_MS, 20_000L),
            Spread.of(700),
            Spread.NONE);
    return new QualityReport(
        new NodeId("edge-1"),
        new BootId("boot-1"),
        sequence,
        Instant.parse("2026-11-22T12:00:00Z"),
        List.of(
            new QualityReport.Series(key, sums),
            new QualityReport.Series(key.rest(), QualitySums.NONE)));
  }

  @Test
  void whatIsNotDoneComesAgainAndWhatCannotBeReadDoesNot() {
    Soon.of(line.send(List.of(report(1), report(2))));
    Soon.of(
        bus.send(Request.cmd(Command.XADD).arg("weir:quality").arg("*").arg("report").arg("{")));
    List<QualityInlet.Arrived> arrived = Soon.of(line.next());
    assertThat(arrived)
        .extracting(QualityInlet.Arrived::report)
        .containsExactly(report(1), report(2));
    assertThat(Soon.of(line.next())).hasSize(2);
    Soon.of(line.done(arrived));
    assertThat(Soon.of(line.next())).isEmpty();
    assertThat(Soon.of(bus.send(Request.cmd(Command.XLEN).arg("weir:quality"))).toLong()).isZero();
  }

  @Test
  void aReportOfAnotherKindIsRefused() {
    String text = QualityJson.write(report(1));
    for (String broken :
        List.of(
            text.replace("\"v\":1", "\"v\":2"),
            text.replace("LL_HLS", "MP3"),
            text.replace("STARTS", "ENDS"),
            text.replace(":20000", ":-1"),
            "[]")) {
      assertThatThrownBy(() -> QualityJson.read(broken)).isInstanceOf(MalformedWireException.class);
    }
  }
}
