package dev.weir.runtime.keyuse;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells through Redis, every {@link #ROUND}. What was counted while Redis was away is told once it
 * is back. Thread-safe.
 */
public final class RedisKeyTally implements KeyTally, AutoCloseable {

  /** Between two batches. */
  static final Duration ROUND = Duration.ofSeconds(5);

  /** Most keys of a batch; each takes four commands. */
  static final int MAX_TOLD = 400;

  private static final Logger LOG = LoggerFactory.getLogger(RedisKeyTally.class);

  private final KeyCounts counts = new KeyCounts();
  private final Vertx vertx;
  private final RedisBus bus;
  private final TimeSource time;
  private final long timer;

  private RedisKeyTally(Vertx vertx, RedisBus bus, TimeSource time, Duration round) {
    this.vertx = vertx;
    this.bus = bus;
    this.time = time;
    this.timer = vertx.setPeriodic(round.toMillis(), _ -> send());
  }

  /** Begins; succeeds at once, whether Redis is there or not. */
  public static RedisKeyTally open(Vertx vertx, RedisBus bus, TimeSource time) {
    return open(vertx, bus, time, ROUND);
  }

  /** The same with other pauses, for tests. */
  static RedisKeyTally open(Vertx vertx, RedisBus bus, TimeSource time, Duration round) {
    return new RedisKeyTally(vertx, bus, time, round);
  }

  @Override
  public void used(KeyPlace place) {
    counts.add(place, 1);
  }

  /** Tells nothing more. */
  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }

  private void send() {
    if (!bus.available()) {
      return;
    }
    Map<KeyPlace, Long> told = counts.take(MAX_TOLD);
    if (told.isEmpty()) {
      return;
    }
    List<Request> requests = new ArrayList<>();
    told.forEach((place, uses) -> tell(place, uses, requests));
    bus.send(requests)
        .onFailure(away -> {
          LOG.debug("event=key-use.not-told", away);
          told.forEach(counts::add);
        });
  }

  private void tell(KeyPlace place, long uses, List<Request> requests) {
    String hash = KeyUseFields.hash(place.tenant(), place.domain());
    long now = time.millis();
    requests.add(Request.cmd(Command.HSETNX).arg(hash).arg(KeyUseFields.SINCE).arg(now));
    requests.add(Request.cmd(Command.HINCRBY).arg(hash).arg(KeyUseFields.hits(place)).arg(uses));
    requests.add(Request.cmd(Command.HSET).arg(hash).arg(KeyUseFields.at(place)).arg(now));
    requests.add(Request.cmd(Command.EXPIRE).arg(hash).arg(KeyUseFields.EXPIRY.toSeconds()));
  }
}
