package dev.weir.runtime.redis;

import dev.weir.runtime.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The line to Redis: one connection for commands, one for subscriptions, both of which come back by
 * themselves. A command fails within its timeout, and at once while Redis is away ({@link
 * RedisAwayException}); it is never repeated, since it may have been carried out. Needs Redis 6 or
 * later.
 *
 * <p>Thread-safe. Futures complete on the caller's Vert.x context; listeners are called on the
 * bus's own event loop and must not block.
 */
public final class RedisBus {

  /** Longest wait for an answer that may be large, milliseconds. */
  public static final int BULK_TIMEOUT_MS = 5_000;

  /** So many commands in a row without an answer, and the connection is given up. */
  private static final int TIMEOUTS_BEFORE_DROP = 5;

  private final VertxInternal vertx;
  private final ContextInternal home;
  private final long timeoutMs;
  private final RedisLink commands;
  private final RedisLink pushes;
  private final RedisSubscriptions subscriptions = new RedisSubscriptions();

  private int timeoutsInRow;

  private RedisBus(Vertx vertx, RedisUrl url, Duration commandTimeout) {
    this.vertx = (VertxInternal) vertx;
    this.home = this.vertx.createEventLoopContext();
    this.timeoutMs = commandTimeout.toMillis();
    this.commands = new RedisLink(vertx, home, url, "commands", new CommandDuty());
    this.pushes = new RedisLink(vertx, home, url, "subscriptions", subscriptions);
  }

  /** Opens the line; succeeds at once, whether Redis is there or not. */
  public static RedisBus open(Vertx vertx, RedisUrl url, Duration commandTimeout) {
    RedisBus bus = new RedisBus(vertx, url, commandTimeout);
    bus.commands.open();
    bus.pushes.open();
    return bus;
  }

  /** Opens the line with {@link RedisConfig#DEFAULT_COMMAND_TIMEOUT}. */
  public static RedisBus open(Vertx vertx, RedisUrl url) {
    return open(vertx, url, RedisConfig.DEFAULT_COMMAND_TIMEOUT);
  }

  /** Shows whether its connections stand. */
  public void show(Metrics metrics) {
    for (RedisLink link : List.of(commands, pushes)) {
      metrics.gauge(RedisMetric.UP, () -> link.up() ? 1 : 0, link.purpose());
    }
  }

  /** GET. */
  public Future<Optional<String>> get(String key) {
    return send(Request.cmd(Command.GET).arg(key)).map(RedisBus::textOrEmpty);
  }

  /** SET. */
  public Future<Void> set(String key, String value) {
    return send(Request.cmd(Command.SET).arg(key).arg(value)).mapEmpty();
  }

  /** SET with an expiry. */
  public Future<Void> set(String key, String value, Duration expiry) {
    return send(Request.cmd(Command.SET).arg(key).arg(value).arg("PX").arg(expiry.toMillis()))
        .mapEmpty();
  }

  /** DEL; completes with the number of keys that were there. */
  public Future<Long> delete(String... keys) {
    Request request = Request.cmd(Command.DEL);
    for (String key : keys) {
      request.arg(key);
    }
    return send(request).map(Response::toLong);
  }

  /** HSET. */
  public Future<Void> hset(String key, String field, String value) {
    return send(Request.cmd(Command.HSET).arg(key).arg(field).arg(value)).mapEmpty();
  }

  /** HDEL; completes with whether the field was there. */
  public Future<Boolean> hdel(String key, String field) {
    return send(Request.cmd(Command.HDEL).arg(key).arg(field)).map(reply -> reply.toLong() > 0);
  }

  /** HGET. */
  public Future<Optional<String>> hget(String key, String field) {
    return send(Request.cmd(Command.HGET).arg(key).arg(field)).map(RedisBus::textOrEmpty);
  }

  /** HGETALL; an absent key is an empty map. */
  public Future<Map<String, String>> hgetAll(String key) {
    return sendBulk(Request.cmd(Command.HGETALL).arg(key)).map(RedisBus::textMap);
  }

  /** PUBLISH; completes with the number of subscribers that Redis told. */
  public Future<Long> publish(String channel, String message) {
    return send(Request.cmd(Command.PUBLISH).arg(channel).arg(message)).map(Response::toLong);
  }

  /** SUBSCRIBE, now and again after every reconnection. */
  public void subscribe(String channel, Consumer<String> listener) {
    home.runOnContext(now -> subscriptions.listen(pushes, channel, listener));
  }

  /** Ends what {@link #subscribe} began. */
  public void unsubscribe(String channel, Consumer<String> listener) {
    home.runOnContext(now -> subscriptions.forget(channel, listener));
  }

  /**
   * Runs {@code action} each time that subscriptions have come into force, now included if they
   * are: whatever was published while they were not is lost, and must be looked up.
   */
  public void onSubscribed(Runnable action) {
    home.runOnContext(now -> subscriptions.onSubscribed(action));
  }

  /** Any other command. The answer of a missing value is null, as the client library has it. */
  public Future<Response> send(Request request) {
    return exchange(connection -> connection.send(request), timeoutMs);
  }

  /** Any other command whose answer may be large. */
  public Future<Response> sendBulk(Request request) {
    return exchange(connection -> connection.send(request), BULK_TIMEOUT_MS);
  }

  /** Several commands in one exchange; fails if one of them fails, after all were carried out. */
  public Future<List<Response>> send(List<Request> requests) {
    return exchange(connection -> connection.batch(requests), BULK_TIMEOUT_MS);
  }

  /** Whether the command connection stands. */
  public boolean available() {
    return commands.up();
  }

  /** Closes both connections, for good. */
  public Future<Void> close() {
    return Future.join(commands.close(), pushes.close()).mapEmpty();
  }

  private <T> Future<T> exchange(Function<RedisConnection, Future<T>> command, long waitMs) {
    Promise<T> answer = vertx.getOrCreateContext().promise();
    home.runOnContext(now ->
        commands
            .use()
            .compose(connection -> timed(connection, command.apply(connection), waitMs))
            .onComplete(answer));
    return answer.future();
  }

  private <T> Future<T> timed(RedisConnection connection, Future<T> answer, long waitMs) {
    return answer
        .timeout(waitMs, TimeUnit.MILLISECONDS)
        .onComplete(outcome -> {
          boolean silent = outcome.failed() && outcome.cause() instanceof TimeoutException;
          timeoutsInRow = silent ? timeoutsInRow + 1 : 0;
          if (timeoutsInRow >= TIMEOUTS_BEFORE_DROP) {
            timeoutsInRow = 0;
            commands.drop(connection, "commands time out");
          }
        });
  }

  @SuppressWarnings("NullAway") // The client library answers nil with null.
  private static Optional<String> textOrEmpty(Response reply) {
    return reply == null ? Optional.empty() : Optional.of(reply.toString());
  }

  private static Map<String, String> textMap(Response reply) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String key : reply.getKeys()) {
      map.put(key, reply.get(key).toString());
    }
    return map;
  }

  /** A connection for commands needs no preparation, and is asked with PING. */
  private static final class CommandDuty implements RedisLink.Duty {

    @Override
    public void connected(RedisConnection connection) {}

    @Override
    public Future<?> probe(RedisConnection connection) {
      return connection.send(Request.cmd(Command.PING));
    }
  }
}
