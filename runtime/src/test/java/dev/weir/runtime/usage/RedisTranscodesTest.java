package dev.weir.runtime.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.Soon;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two transcoders tell each other through a real Redis what they encode for whom. */
@Timeout(30)
class RedisTranscodesTest {

  private static final TenantId ANN = new TenantId(new UUID(0, 1));
  private static final TenantId BEN = new TenantId(new UUID(0, 2));

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final TranscodeExchange one = new RedisTranscodes(bus, new NodeId("one"));
  private final TranscodeExchange two = new RedisTranscodes(bus, new NodeId("two"));

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void eachHearsWhatTheOthersEncode() {
    assertThat(Soon.of(one.exchange(Map.of(ANN, 3L)))).isEqualTo(Map.of(ANN, 0L));
    assertThat(Soon.of(two.exchange(Map.of(ANN, 2L, BEN, 1L)))).isEqualTo(Map.of(ANN, 3L, BEN, 0L));
    assertThat(Soon.of(one.exchange(Map.of(ANN, 0L)))).isEqualTo(Map.of(ANN, 2L));
    assertThat(Soon.of(two.exchange(Map.of(ANN, 2L)))).isEqualTo(Map.of(ANN, 0L));
    assertThat(Soon.of(two.exchange(Map.of()))).isEmpty();
  }
}
