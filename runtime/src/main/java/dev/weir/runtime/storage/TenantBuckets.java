package dev.weir.runtime.storage;

import dev.weir.contract.storage.Bucket;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks to buckets that tenants brought: by https, at public addresses alone, whatever their names
 * lead to at the moment. Thread-safe.
 */
public final class TenantBuckets implements AutoCloseable {

  /** How often a request is sent: a store that is silent is not to hold anybody up for long. */
  static final int ATTEMPTS = 2;

  /** How long a trial may take. */
  public static final Duration TRIAL = Duration.ofSeconds(15);

  private final GuardedWire wire;
  private final boolean allowPrivate;
  private final TimeSource time;

  /**
   * Connections of its own.
   *
   * @param allowPrivate whether stores may lie in private networks, speak plain HTTP and listen on
   *     any port
   */
  public TenantBuckets(Vertx vertx, boolean allowPrivate, TimeSource time) {
    this.wire = new GuardedWire(vertx, allowPrivate, new HttpClientOptions());
    this.allowPrivate = allowPrivate;
    this.time = time;
  }

  /** Whether a store may be there, as far as that is seen without asking anybody. */
  public boolean accepts(URI endpoint) {
    try {
      GuardedWire.judge(endpoint, allowPrivate);
      return true;
    } catch (GuardedWire.RefusedAddressException refused) {
      return false;
    }
  }

  /** The bucket as a store; whatever is wrong with it is seen when it is asked. */
  public ObjectStore open(Bucket bucket) {
    return S3Store.ofOne(bucket, new S3Line(bucket, wire, time, ATTEMPTS));
  }

  /** Tries whether a bucket can be used. Blocks, up to {@link #TRIAL}. */
  public BucketTrial tried(Bucket bucket) {
    ObjectStore store = S3Store.ofOne(bucket, new S3Line(bucket, wire, time, 1));
    FutureTask<BucketTrial> trial =
        new FutureTask<>(() -> BucketTrial.of(store, bucket.storageClass()));
    Thread thread = Thread.ofVirtual().start(trial);
    try {
      return trial.get(TRIAL.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException silent) {
      return BucketTrial.silent();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return BucketTrial.silent();
    } finally {
      thread.interrupt();
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
