package dev.weir.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.Soon;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisBusTest {

  private static RedisUnderTest redis;

  private Vertx vertx;
  private RedisBus bus;

  @BeforeAll
  static void startRedis() {
    redis = new RedisUnderTest();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    bus = RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  }

  @AfterEach
  void close() {
    Soon.of(bus.close());
    Soon.of(vertx.close());
  }

  @Test
  void keepsTextsAndForgetsThemWhenTheyExpire() {
    Soon.of(bus.set("a", "ä 1"));
    Soon.of(bus.set("b", "2", Duration.ofMillis(100)));
    assertThat(Soon.of(bus.get("a"))).contains("ä 1");
    assertThat(Soon.of(bus.get("nothing"))).isEmpty();
    Soon.until("b expires", () -> Soon.of(bus.get("b")).isEmpty());
    assertThat(Soon.of(bus.delete("a", "nothing"))).isEqualTo(1);
  }

  @Test
  void keepsHashes() {
    Soon.of(bus.hset("h", "one", "1"));
    Soon.of(bus.hset("h", "two", "2"));
    assertThat(Soon.of(bus.hget("h", "one"))).contains("1");
    assertThat(Soon.of(bus.hget("h", "three"))).isEmpty();
    assertThat(Soon.of(bus.hgetAll("h"))).isEqualTo(Map.of("one", "1", "two", "2"));
    assertThat(Soon.of(bus.hgetAll("nothing"))).isEmpty();
    assertThat(Soon.of(bus.hdel("h", "one"))).isTrue();
    assertThat(Soon.of(bus.hdel("h", "one"))).isFalse();
  }

  @Test
  void answersOnTheContextThatAsked() {
    Context asking = vertx.getOrCreateContext();
    Promise<Boolean> same = Promise.promise();
    asking.runOnContext(now ->
        bus.get("a").onComplete(reply -> same.complete(Vertx.currentContext().equals(asking))));
    assertThat(Soon.of(same.future())).isTrue();
  }

  @Test
  void deliversMessagesToEveryListenerOfAChannelAndToNobodyElse() {
    List<String> first = new CopyOnWriteArrayList<>();
    List<String> second = new CopyOnWriteArrayList<>();
    List<String> other = new CopyOnWriteArrayList<>();
    bus.subscribe("news", first::add);
    bus.subscribe("news", second::add);
    bus.subscribe("weather", other::add);
    Promise<Void> inForce = Promise.promise();
    bus.onSubscribed(inForce::tryComplete);
    Soon.of(inForce.future());
    Soon.of(bus.publish("news", "hello"));
    Soon.until("both heard it", () -> first.size() == 1 && second.size() == 1);
    assertThat(first).containsExactly("hello");
    assertThat(other).isEmpty();
  }

  @Test
  void subscribesLaterTooAndLosesNoMessageAmongMany() {
    List<String> heard = new CopyOnWriteArrayList<>();
    Promise<Void> first = Promise.promise();
    bus.onSubscribed(first::tryComplete);
    Soon.of(first.future());
    bus.subscribe("late", heard::add);
    AtomicInteger rounds = new AtomicInteger();
    bus.onSubscribed(rounds::incrementAndGet);
    Soon.until("in force", () -> rounds.get() > 0);
    for (int i = 0; i < 1_000; i++) {
      Future<Long> _ = bus.publish("late", "m" + i);
      Future<Optional<String>> _ = bus.get("a");
    }
    Soon.until("all arrived", () -> heard.size() == 1_000);
    assertThat(heard).startsWith("m0", "m1").endsWith("m998", "m999");
  }

  /** Whenever it is asked for, a subscription is in force once that was said, and not before. */
  @Test
  void losesNoChannelThatIsAskedForWhileTheConnectionIsBeingMade() {
    for (int round = 0; round < 30; round++) {
      RedisBus fresh = RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
      List<String> heard = new CopyOnWriteArrayList<>();
      if (round % 3 == 1) {
        Soon.until("connected", fresh::available);
      } else if (round % 3 == 2) {
        Soon.of(fresh.get("a"));
      }
      fresh.subscribe("early", heard::add);
      Promise<Void> inForce = Promise.promise();
      fresh.onSubscribed(inForce::tryComplete);
      Soon.of(inForce.future());
      Soon.of(fresh.publish("early", "hello"));
      Soon.until("heard in round " + round, () -> !heard.isEmpty());
      Soon.of(fresh.close());
    }
  }

  @Test
  void tellsAnErrorOfRedisWithoutGivingTheConnectionUp() {
    Soon.of(bus.set("text", "x"));
    assertThatThrownBy(() -> Soon.of(bus.hget("text", "field"))).hasMessageContaining("WRONGTYPE");
    assertThat(bus.available()).isTrue();
    assertThat(Soon.of(bus.get("text"))).contains("x");
  }

  @Test
  void failsAtOnceWhileRedisIsAwayAndComesBackWithItsSubscriptions() {
    List<String> heard = new CopyOnWriteArrayList<>();
    AtomicInteger inForce = new AtomicInteger();
    bus.subscribe("news", heard::add);
    bus.onSubscribed(inForce::incrementAndGet);
    Soon.until("in force", () -> inForce.get() == 1);

    redis.stop();
    Soon.until("noticed", () -> !bus.available());
    long start = System.nanoTime();
    assertThatThrownBy(() -> Soon.of(bus.get("a"))).isInstanceOf(RedisAwayException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));

    redis.startAgain();
    Soon.until("in force again", () -> inForce.get() == 2 && bus.available());
    Soon.of(bus.publish("news", "back"));
    Soon.until("heard", () -> heard.contains("back"));
  }

  @Test
  void givesUpAServerThatAcceptsAndNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      RedisBus toSilence =
          RedisBus.open(vertx, RedisUrl.loopback(silent.getLocalPort()), Duration.ofMillis(100));
      long start = System.nanoTime();
      assertThatThrownBy(() -> Soon.of(toSilence.get("a"))).isInstanceOf(Exception.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(toSilence.available()).isFalse();
      Soon.of(toSilence.close());
    }
  }

  @Test
  void runsAnyOtherCommandAndSeveralInOneExchange() {
    assertThat(
            Soon.of(
                    bus.send(
                        List.of(
                            Request.cmd(Command.SET).arg("x").arg("1"),
                            Request.cmd(Command.INCR).arg("x"))))
                .getLast()
                .toInteger())
        .isEqualTo(2);
    assertThat(Soon.of(bus.send(Request.cmd(Command.GET).arg("x"))).toString()).isEqualTo("2");
  }
}
