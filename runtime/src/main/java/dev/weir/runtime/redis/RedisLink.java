package dev.weir.runtime.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis that comes back by itself: tried at once, then after 100 ms, doubling up
 * to 2 s. While it is away, whoever needs it is told so immediately instead of waiting. Everything
 * runs on one event loop.
 */
final class RedisLink {

  static final int CONNECT_MS = 1_000;
  static final int HEARTBEAT_MS = 2_000;
  static final int MAX_WAITING_COMMANDS = 2_048;

  private static final int FIRST_RETRY_MS = 100;
  private static final int LAST_RETRY_MS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  private final Vertx vertx;
  private final ContextInternal home;
  private final RedisUrl url;
  private final String purpose;
  private final Duty duty;

  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  private @Nullable Future<RedisConnection> connecting;
  private int retryMs = FIRST_RETRY_MS;
  private boolean closed;
  private volatile boolean up;

  /** What the connection is for. */
  interface Duty {

    /** Called with each new connection before anybody else may use it. */
    void connected(RedisConnection connection);

    /** Asks Redis for a sign of life; called every two seconds. */
    Future<?> probe(RedisConnection connection);
  }

  RedisLink(Vertx vertx, ContextInternal home, RedisUrl url, String purpose, Duty duty) {
    this.vertx = vertx;
    this.home = home;
    this.url = url;
    this.purpose = purpose;
    this.duty = duty;
  }

  /** Begins, and never stops trying until {@link #close()}. */
  void open() {
    home.runOnContext(begin -> {
      connect();
      vertx.setPeriodic(HEARTBEAT_MS, tick -> heartbeat());
    });
  }

  /** Whether the connection stands; any thread. */
  boolean up() {
    return up;
  }

  /** What it is for, a word. */
  String purpose() {
    return purpose;
  }

  /** The connection, or a failure at once when Redis is away. On the link's event loop. */
  Future<RedisConnection> use() {
    if (connection != null) {
      return Future.succeededFuture(connection);
    }
    return connecting != null
        ? connecting
        : Future.failedFuture(new RedisAwayException("redis is away url=" + url));
  }

  /** Gives a connection up that does not answer, and makes a new one. On the link's event loop. */
  void drop(RedisConnection suspect, String reason) {
    if (suspect.equals(connection)) {
      LOG.warn("event=redis.away purpose={} url={} reason=\"{}\"", purpose, url, reason);
      release();
      retryLater();
    }
  }

  Future<Void> close() {
    return Future.future(done ->
        home.runOnContext(now -> {
          closed = true;
          release();
          done.complete();
        }));
  }

  private void connect() {
    if (closed || connecting != null || connection != null) {
      return;
    }
    Redis fresh = Redis.createClient(vertx, options());
    client = fresh;
    connecting =
        fresh
            .connect()
            .timeout(CONNECT_MS, TimeUnit.MILLISECONDS)
            .onComplete(outcome -> {
              connecting = null;
              if (closed) {
                release();
              } else if (outcome.succeeded()) {
                adopt(outcome.result());
              } else {
                LOG.debug("redis connect failed url={}", url, outcome.cause());
                release();
                retryLater();
              }
            });
  }

  private void adopt(RedisConnection fresh) {
    connection = fresh;
    retryMs = FIRST_RETRY_MS;
    up = true;
    LOG.info("event=redis.connected purpose={} url={}", purpose, url);
    fresh.exceptionHandler(broken -> drop(fresh, String.valueOf(broken.getMessage())));
    fresh.endHandler(end -> drop(fresh, "closed by the other end"));
    duty.connected(fresh);
  }

  private void release() {
    up = false;
    connection = null;
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private void retryLater() {
    vertx.setTimer(retryMs, again -> connect());
    retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
  }

  private void heartbeat() {
    RedisConnection current = connection;
    if (current != null) {
      duty.probe(current)
          .timeout(HEARTBEAT_MS - 100, TimeUnit.MILLISECONDS)
          .onFailure(silent -> drop(current, "no sign of life"));
    }
  }

  private RedisOptions options() {
    return new RedisOptions()
        .setConnectionString(url.text())
        .setMaxPoolSize(1)
        .setMaxWaitingHandlers(MAX_WAITING_COMMANDS)
        .setNetClientOptions(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setTcpKeepAlive(true)
                .setHostnameVerificationAlgorithm("HTTPS"));
  }
}
