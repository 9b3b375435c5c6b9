package dev.weir.gateway.remote;

import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Remembers in Redis. While that is away, nothing is remembered beyond each gateway's own. */
final class RedisAnswers implements Answers {

  private static final String ADMITTED = "1";

  private final RedisBus bus;

  RedisAnswers(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<Optional<Answer>> recall(String key) {
    return bus.get(name(key))
        .map(said -> said.map(text -> text.equals(ADMITTED) ? Answer.ADMITTED : Answer.REFUSED))
        .otherwise(Optional.empty());
  }

  @Override
  public void keep(String key, Answer answer, Duration lifetime) {
    // What is not kept is asked again.
    bus.set(name(key), answer == Answer.ADMITTED ? ADMITTED : "0", lifetime);
  }

  private static String name(String key) {
    return "weir:remote:" + key;
  }
}
