package dev.weir.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Soon;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one gateway was told, another one remembers: two of them beside one real Redis. */
@Timeout(60)
class RedisAnswersTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus = bus();
  private final Answers left = new RedisAnswers(bus);
  private final Answers right = new RedisAnswers(bus());

  private RedisBus bus() {
    return RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(5));
  }

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void eitherAnswerIsRememberedByAllAndNothingElse() {
    left.keep("a", Answer.ADMITTED, MINUTE);
    right.keep("b", Answer.REFUSED, MINUTE);

    await(right, "a", Answer.ADMITTED);
    await(left, "b", Answer.REFUSED);
    assertThat(Soon.of(left.recall("c"))).isEmpty();
  }

  @Test
  void anAnswerIsForgottenAfterItsLifetime() {
    left.keep("a", Answer.REFUSED, MINUTE);
    await(right, "a", Answer.REFUSED);
    Request ttl = Request.cmd(Command.PTTL).arg("weir:remote:a");
    assertThat(Soon.of(bus.send(ttl)).toLong()).isBetween(1L, MINUTE.toMillis());

    left.keep("a", Answer.ADMITTED, Duration.ofMillis(1));
    Await.until(() -> Soon.of(right.recall("a")).isEmpty(), "the answer is forgotten");
  }

  @Test
  void whileRedisIsAwayNobodyRemembersAndNobodyFails() {
    left.keep("a", Answer.ADMITTED, MINUTE);
    await(right, "a", Answer.ADMITTED);
    redis.stop();
    left.keep("b", Answer.ADMITTED, MINUTE);
    assertThat(Soon.of(left.recall("a"))).isEmpty();
    assertThat(Soon.of(right.recall("b"))).isEmpty();

    redis.startAgain();
    Await.until(
        () -> {
          left.keep("c", Answer.ADMITTED, MINUTE);
          return Soon.of(right.recall("c")).isPresent();
        },
        "answers are remembered again");
  }

  private static void await(Answers gateway, String key, Answer answer) {
    Await.until(
        () -> Soon.of(gateway.recall(key)).equals(Optional.of(answer)), key + " is " + answer);
  }
}
