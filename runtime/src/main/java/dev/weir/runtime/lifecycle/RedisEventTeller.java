package dev.weir.runtime.lifecycle;

import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.identity.BootId;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.EventJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells through Redis. While Redis is away facts wait, the oldest of too many are lost; a fact
 * whose fate is unknown is told again. Gives the node's sign of life, too. Everything behind {@link
 * #tell} runs on one event loop.
 */
public final class RedisEventTeller implements EventTeller {

  /** Facts that wait for Redis. */
  public static final int MAX_WAITING = 10_000;

  /** As many have to wait for pictures not to be told any more. */
  static final int MAX_WAITING_WITH_PICTURES = 1_000;

  private static final int AT_ONCE = 100;
  private static final int RETRY_MS = 1_000;
  private static final int CLOSE_MS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(RedisEventTeller.class);

  /** One that waits, and the stream that it goes to. */
  private record Fact(String stream, String text) {}

  private final Vertx vertx;
  private final ContextInternal home;
  private final RedisBus bus;
  private final BootId boot;

  private final Deque<Fact> waiting = new ArrayDeque<>();
  private final Promise<Void> drained = Promise.promise();
  private long timer;
  private boolean sending;
  private boolean closing;

  private RedisEventTeller(Vertx vertx, RedisBus bus, BootId boot) {
    this.vertx = vertx;
    this.home = ((VertxInternal) vertx).createEventLoopContext();
    this.bus = bus;
    this.boot = boot;
  }

  /** Begins to give signs of life; succeeds at once, whether Redis is there or not. */
  public static RedisEventTeller open(Vertx vertx, RedisBus bus, BootId boot) {
    RedisEventTeller teller = new RedisEventTeller(vertx, bus, boot);
    teller.home.runOnContext(begin -> {
      teller.timer = vertx.setPeriodic(EventKeys.RENEWAL.toMillis(), tick -> teller.renew());
      // Redis may have come back without its memory.
      bus.onSubscribed(teller::renew);
      teller.renew();
    });
    return teller;
  }

  @Override
  public void tell(LifecycleEvent event) {
    Fact fact = new Fact(EventKeys.stream(event), EventJson.write(event));
    home.runOnContext(now -> {
      if (waiting.size() >= MAX_WAITING_WITH_PICTURES && fact.stream().equals(EventKeys.PICTURES)) {
        return;
      }
      if (waiting.size() >= MAX_WAITING) {
        waiting.removeFirst();
        LOG.warn("event=lifecycle.fact-lost waiting={}", MAX_WAITING);
      }
      waiting.addLast(fact);
      send();
    });
  }

  /** Tells what still waits, for two seconds at most, and gives no more signs of life. */
  public Future<Void> close() {
    home.runOnContext(now -> {
      closing = true;
      vertx.cancelTimer(timer);
      finishIfDrained();
    });
    return drained
        .future()
        .timeout(CLOSE_MS, TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .compose(told -> bus.delete(EventKeys.alive(boot)))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private void renew() {
    bus.set(EventKeys.alive(boot), "1", EventKeys.EXPIRY)
        .onFailure(away -> LOG.debug("event=lifecycle.sign-of-life-failed", away));
  }

  private void send() {
    if (sending || waiting.isEmpty()) {
      return;
    }
    sending = true;
    List<Fact> some = waiting.stream().limit(AT_ONCE).toList();
    bus.send(some.stream().map(RedisEventTeller::append).toList())
        .onComplete(outcome -> home.runOnContext(now -> sent(some, outcome.succeeded())));
  }

  private void sent(List<Fact> some, boolean told) {
    sending = false;
    if (told) {
      // Those that were lost meanwhile, because too many waited, are gone already.
      waiting.removeAll(some);
      send();
      finishIfDrained();
    } else {
      vertx.setTimer(RETRY_MS, again -> send());
    }
  }

  private void finishIfDrained() {
    if (closing && waiting.isEmpty()) {
      drained.tryComplete();
    }
  }

  private static Request append(Fact fact) {
    return Request.cmd(Command.XADD)
        .arg(fact.stream())
        .arg("MAXLEN")
        .arg("~")
        .arg(EventKeys.maxLength(fact.stream()))
        .arg("*")
        .arg("fact")
        .arg(fact.text());
  }
}
