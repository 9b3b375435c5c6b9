package dev.weir.app.wiring;

import dev.weir.app.embedded.EmbeddedPostgres;
import dev.weir.app.embedded.EmbeddedRedis;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.GuardedTransport;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.TenantBuckets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What every role stands on.
 *
 * @param settings the process's configuration
 * @param time the clocks
 * @param secret the root of secrets
 * @param box seals secrets where they rest
 * @param vertx the event loops
 * @param redis where processes meet
 * @param objects where recordings and snapshots are kept
 * @param buckets the way to stores that tenants bring
 * @param front hardens HTTP listeners
 * @param faults counts what is refused
 * @param metrics what is counted, for scraping
 */
record Shell(
    Settings settings,
    TimeSource time,
    ClusterSecret secret,
    SealedBox box,
    Vertx vertx,
    RedisBus redis,
    ObjectStore objects,
    TenantBuckets buckets,
    HttpFront front,
    FaultCounter faults,
    Metrics metrics) {

  private static final int PASSWORD_BYTES = 18;
  private static final int CLOSE_SECONDS = 10;

  static Shell open(Parts parts, Settings settings) {
    NodeConfig node = settings.node();
    ClusterSecret secret = parts.open("cluster.secret", () -> secret(node), closed -> {});
    RedisUrl redisUrl = settings.redis().url().orElseGet(() -> embeddedRedis(parts, node, secret));
    TimeSource time = TimeSource.system();
    FaultCounter faults = new FaultCounter();
    Vertx vertx =
        parts.open("vertx", () -> newVertx(settings, faults, time), closing(Vertx::close));
    RedisBus redis =
        parts.open(
            "redis",
            () -> RedisBus.open(vertx, redisUrl, settings.redis().commandTimeout()),
            closing(RedisBus::close));
    ObjectStore objects =
        parts.open("objects", () -> settings.storage().open(time), ObjectStore::close);
    TenantBuckets buckets =
        parts.open(
            "tenants-stores",
            () -> settings.storage().openTenants(vertx, time),
            TenantBuckets::close);
    Metrics metrics = parts.open("metrics", Metrics::new, Metrics::close);
    metrics.show(faults);
    redis.show(metrics);
    HttpFront front = new HttpFront(settings.http(), time, faults);
    return new Shell(
        settings,
        time,
        secret,
        SealedBox.of(secret),
        vertx,
        redis,
        objects,
        buckets,
        front,
        faults,
        metrics);
  }

  /** The database of the control plane, embedded unless configured; as the owner of the schema. */
  static URI postgresUrl(Parts parts, NodeConfig node, ClusterSecret secret) {
    return node.postgresUrl()
        .orElseGet(() -> {
          EmbeddedPostgres postgres =
              parts.open(
                  "postgres",
                  () -> EmbeddedPostgres.start(postgresDir(node), postgresPassword(secret)),
                  EmbeddedPostgres::close);
          return URI.create(postgres.url());
        });
  }

  /** Where the embedded database lives. */
  static Path postgresDir(NodeConfig node) {
    return node.dataDir().resolve("postgres");
  }

  /** What the owner of the embedded database logs in with. */
  static String postgresPassword(ClusterSecret secret) {
    return password(secret, "weir/embedded-postgres");
  }

  private static RedisUrl embeddedRedis(Parts parts, NodeConfig node, ClusterSecret secret) {
    EmbeddedRedis redis =
        parts.open(
            "redis-server",
            () ->
                EmbeddedRedis.start(
                    node.dataDir().resolve("redis"), password(secret, "weir/embedded-redis")),
            EmbeddedRedis::close);
    return new RedisUrl(redis.url());
  }

  static ClusterSecret secret(NodeConfig node) throws IOException {
    if (node.clusterSecret().isPresent()) {
      return ClusterSecret.parse(node.clusterSecret().get());
    }
    Path dataDir = Files.createDirectories(node.dataDir());
    return ClusterSecret.loadOrCreate(dataDir.resolve("cluster.secret"));
  }

  private static String password(ClusterSecret secret, String purpose) {
    return HexFormat.of().formatHex(secret.derive(purpose), 0, PASSWORD_BYTES);
  }

  private static Vertx newVertx(Settings settings, FaultCounter faults, TimeSource time) {
    VertxOptions options =
        new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors());
    return Vertx.builder()
        .with(options)
        .withTransport(
            new GuardedTransport(
                settings.node().transport(),
                settings.connections(),
                settings.proxies(),
                faults,
                time))
        .build();
  }

  /** Closing something that closes asynchronously, from a thread that may wait. */
  static <T> Parts.Closing<T> closing(Function<T, Future<Void>> close) {
    return part -> await(close.apply(part), CLOSE_SECONDS);
  }

  /** The result of a future, on a thread that may wait. */
  static <T> T await(Future<T> future, int seconds) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
  }
}
