package dev.weir.runtime.keyuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes count together through a real Redis. */
@Timeout(60)
class RedisKeyUseTest {

  private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
  private static final TenantId ANN = new TenantId(new UUID(0, 1));
  private static final TenantId BEN = new TenantId(new UUID(0, 2));
  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final Duration ROUND = Duration.ofMillis(20);

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final ManualTimeSource time = ManualTimeSource.at(BEGIN);
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final RedisKeyTally one = RedisKeyTally.open(vertx, bus, time, ROUND);
  private final RedisKeyTally two = RedisKeyTally.open(vertx, bus, time, ROUND);
  private final KeyUseBoard board = new RedisKeyUseBoard(bus);

  @AfterEach
  void close() {
    one.close();
    two.close();
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void usesOfAllNodesAddUpAndTenantsAreApart() {
    for (int i = 0; i < 3; i++) {
      one.used(place(ANN, Door.PLAY, "token/web 2026"));
      two.used(place(ANN, Door.PLAY, "token/web 2026"));
    }
    two.used(place(ANN, Door.PUBLISH, "push-1"));
    KeyUse use = await(2, 7);
    assertThat(use.of(Door.PLAY, "token/web 2026")).contains(new KeyUse.Use(6, BEGIN));
    assertThat(use.of(Door.PUBLISH, "push-1")).contains(new KeyUse.Use(1, BEGIN));
    assertThat(use.of(Door.PLAY, "push-1")).isEmpty();
    assertThat(use.since()).contains(BEGIN);
    assertThat(Soon.of(board.use(BEN, DOMAIN))).isEqualTo(KeyUse.UNKNOWN);

    time.advance(Duration.ofHours(1));
    one.used(place(ANN, Door.PUBLISH, "push-1"));
    assertThat(await(2, 8).of(Door.PUBLISH, "push-1"))
        .contains(new KeyUse.Use(2, BEGIN.plus(Duration.ofHours(1))));
    assertThat(Soon.of(board.use(ANN, DOMAIN)).since()).contains(BEGIN);
  }

  @Test
  void whatAnotherReleaseCountsIsPassedOver() {
    assertThat(
            KeyUseFields.read(
                Map.of("WINDOW at k", "5", "PLAY size k", "5", "odd", "x", "PLAY at k", "7")))
        .isEqualTo(
            new KeyUse(
                Optional.empty(),
                Map.of(
                    new KeyUse.Place(Door.PLAY, "k"), new KeyUse.Use(0, Instant.ofEpochMilli(7)))));
  }

  @Test
  void countsAreBoundedAndTakenOnce() {
    KeyCounts counts = new KeyCounts();
    for (int i = 0; i < KeyCounts.MAX_KEYS + 10; i++) {
      counts.add(place(ANN, Door.PLAY, "k" + i), 1);
    }
    assertThat(counts.take(100)).hasSize(100);
    assertThat(counts.take(Integer.MAX_VALUE)).hasSize(KeyCounts.MAX_KEYS - 100);
    assertThat(counts.take(Integer.MAX_VALUE)).isEmpty();
  }

  /** Waits until so many keys have so many uses together. */
  private KeyUse await(int keys, long hits) {
    KeyUse use = Soon.of(board.use(ANN, DOMAIN));
    while (use.keys().size() < keys
        || use.keys().values().stream().mapToLong(KeyUse.Use::hits).sum() < hits) {
      use = Soon.of(board.use(ANN, DOMAIN));
    }
    return use;
  }

  private static KeyPlace place(TenantId tenant, Door door, String key) {
    return new KeyPlace(tenant, DOMAIN, door, key);
  }
}
