package dev.weir.runtime.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.AudienceReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.runtime.Soon;
import dev.weir.runtime.policy.Policies;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A control plane asks, and every gateway answers, or is not waited for. */
@Timeout(60)
class RedisAudienceTest {

  private static final StreamAddress STREAM =
      new StreamAddress(
          Policies.TENANT,
          new DomainName("push.example.com"),
          new AppName("live"),
          new StreamName("demo"));

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final SealedBox box = box("5a");
  private final RedisBus portal = bus();

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void everyGatewayIsHeard() {
    AudienceBoard board = board();
    AudienceReport left = report("left", 3);
    AudienceReport right = report("right", 0);
    gateway(stream -> Future.succeededFuture(left));
    gateway(stream -> Future.succeededFuture(stream.equals(STREAM) ? right : left));

    AudienceBoard.Audience audience = Soon.of(board.of(STREAM));
    assertThat(audience.reports()).containsExactlyInAnyOrder(left, right);
    assertThat(audience.complete()).isTrue();
  }

  @Test
  void oneThatIsSilentIsNotWaitedForLong() {
    AudienceBoard board = board();
    AudienceReport left = report("left", 1);
    gateway(stream -> Future.succeededFuture(left));
    gateway(stream -> Promise.<AudienceReport>promise().future());

    AudienceBoard.Audience audience = Soon.of(board.of(STREAM));
    assertThat(audience.reports()).containsExactly(left);
    assertThat(audience.complete()).isFalse();
  }

  @Test
  void whereNobodyListensNobodyWatches() {
    AudienceBoard.Audience audience = Soon.of(board().of(STREAM));
    assertThat(audience.reports()).isEmpty();
    assertThat(audience.complete()).isTrue();
  }

  @Test
  void whatIsForeignIsNotBelieved() {
    AudienceBoard board = RedisAudienceBoard.open(portal, box("77"));
    listening(portal);
    gateway(stream -> Future.succeededFuture(report("left", 1)));
    Soon.of(portal.publish(AudienceChannel.ANSWERS, "nonsense"));

    AudienceBoard.Audience audience = Soon.of(board.of(STREAM));
    assertThat(audience.reports()).isEmpty();
    assertThat(audience.complete()).isFalse();
  }

  @Test
  void withoutRedisNobodyCanBeAsked() {
    AudienceBoard board = board();
    redis.close();
    assertThatThrownBy(() -> Soon.of(board.of(STREAM))).isInstanceOf(Exception.class);
  }

  private AudienceBoard board() {
    AudienceBoard board = RedisAudienceBoard.open(portal, box);
    listening(portal);
    return board;
  }

  private void gateway(Function<StreamAddress, Future<AudienceReport>> roll) {
    RedisBus bus = bus();
    AudienceDesk.open(bus, box, roll);
    listening(bus);
  }

  private RedisBus bus() {
    return RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  }

  private static void listening(RedisBus bus) {
    Promise<Void> listening = Promise.promise();
    bus.onSubscribed(listening::tryComplete);
    Soon.of(listening.future());
  }

  private static AudienceReport report(String node, int viewers) {
    ViewerSighting viewer =
        new ViewerSighting(
            new ViewerId("000102030405060708090a0b"),
            "alice",
            new DomainName("play.example.com"),
            PlayProtocol.HLS,
            "192.0.2.7",
            Instant.parse("2026-11-22T12:00:00Z"),
            12_345);
    return new AudienceReport(
        new NodeId(node),
        Map.of(PlayProtocol.HLS, viewers),
        viewers == 0 ? List.of() : List.of(viewer));
  }

  private static SealedBox box(String secret) {
    return SealedBox.of(ClusterSecret.parse(secret.repeat(ClusterSecret.BYTES)));
  }
}
