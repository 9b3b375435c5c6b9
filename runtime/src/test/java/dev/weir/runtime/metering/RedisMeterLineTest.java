package dev.weir.runtime.metering;

import static dev.weir.runtime.metering.Batches.BOOT;
import static dev.weir.runtime.metering.Batches.batch;
import static dev.weir.runtime.metering.Batches.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterReading;
import dev.weir.runtime.Soon;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A node sends and a collector hears, over a real Redis that may forget. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisMeterLineTest {

  private static final MeterBatch ONE = batch(1, new MeterReading(key("a"), 5, false));
  private static final MeterBatch TWO =
      batch(
          2,
          new MeterReading(key("a"), 9, true),
          new MeterReading(key("a", Optional.of(new TemplateId("lhd"))), 12_345_678_901L, false),
          new MeterReading(key("a").coarse(), 3, false));
  private static final MeterBatch THREE = batch(3);

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(5));
  private final MeterOutlet outlet = new RedisMeterOutlet(bus);
  private final MeterInlet inlet = new RedisMeterInlet(bus);

  @BeforeEach
  void forget() {
    Soon.until("connected", bus::available);
    Soon.of(bus.send(Request.cmd(Command.FLUSHALL)));
  }

  @AfterAll
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void batchesArriveInOrderAndAreAcknowledged() {
    assertThat(Soon.of(inlet.boots())).isEmpty();
    assertThat(Soon.of(outlet.send(BOOT, List.of(ONE, TWO)))).isZero();

    assertThat(Soon.of(inlet.boots())).containsExactly(BOOT);
    assertThat(Soon.of(inlet.next(BOOT, 0))).containsExactly(ONE, TWO);
    assertThat(Soon.of(inlet.next(BOOT, 1))).containsExactly(TWO);
    assertThat(Soon.of(outlet.send(BOOT, List.of(THREE)))).isEqualTo(1);
    assertThat(Soon.of(inlet.next(BOOT, 3))).isEmpty();
    assertThat(Soon.of(inlet.boots())).isEmpty();
    assertThat(Soon.of(outlet.send(BOOT, List.of()))).isEqualTo(3);
  }

  @Test
  void whatIsThereDoesNotComeTwice() {
    Soon.of(outlet.send(BOOT, List.of(ONE, TWO)));
    Soon.of(outlet.send(BOOT, List.of(ONE, TWO, THREE)));

    assertThat(Soon.of(inlet.next(BOOT, 0))).containsExactly(ONE, TWO, THREE);
  }

  @Test
  void whatWasAcknowledgedDoesNotComeAgain() {
    Soon.of(outlet.send(BOOT, List.of(ONE, TWO)));
    Soon.of(inlet.next(BOOT, 2));
    Soon.of(outlet.send(BOOT, List.of(ONE, TWO)));

    assertThat(Soon.of(inlet.boots())).isEmpty();
  }

  @Test
  void whatRedisForgotIsSentAgainAndTheCollectorSaysThatItHasIt() {
    Soon.of(outlet.send(BOOT, List.of(ONE, TWO)));
    Soon.of(inlet.next(BOOT, 1));
    Soon.of(bus.send(Request.cmd(Command.FLUSHALL)));
    assertThat(Soon.of(inlet.next(BOOT, 1))).isEmpty();

    assertThat(Soon.of(outlet.send(BOOT, List.of(ONE, TWO)))).isZero();
    assertThat(Soon.of(inlet.boots())).containsExactly(BOOT);
    assertThat(Soon.of(inlet.next(BOOT, 1))).containsExactly(TWO);
    assertThat(Soon.of(outlet.send(BOOT, List.of()))).isEqualTo(1);
  }

  /** The node learns of it only when nothing is acknowledged, and goes on until then. */
  @Test
  void whatRedisForgotComesBeforeWhatWasSentSince() {
    Soon.of(outlet.send(BOOT, List.of(ONE, TWO)));
    Soon.of(bus.send(Request.cmd(Command.FLUSHALL)));
    Soon.of(outlet.send(BOOT, List.of(THREE)));
    assertThat(Soon.of(inlet.next(BOOT, 0))).containsExactly(THREE);

    Soon.of(outlet.send(BOOT, List.of(ONE)));
    Soon.of(outlet.send(BOOT, List.of(TWO, THREE)));
    assertThat(Soon.of(inlet.next(BOOT, 0))).containsExactly(ONE, TWO, THREE);
    assertThat(Soon.of(inlet.next(BOOT, 2))).containsExactly(THREE);
  }

  @Test
  void aBootThatIsForgottenLeavesNothing() {
    Soon.of(outlet.send(BOOT, List.of(ONE)));
    Soon.of(outlet.forget(BOOT));

    assertThat(Soon.of(bus.send(Request.cmd(Command.DBSIZE))).toLong()).isZero();
  }
}
