package dev.weir.portal.web;

import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A limit on how often something may happen, apart for each key: a bucket starts full, each event
 * takes one token, and tokens come back one by one. Keys that were seen longest ago are forgotten
 * first. Thread-safe.
 */
public final class TokenBuckets {

  /** Most keys that are remembered. */
  public static final int MAX_KEYS = 10_000;

  private final TimeSource time;
  private final int capacity;
  private final long refillNanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * Buckets of one size.
   *
   * @param capacity events in a row
   * @param refill how long one token takes to come back
   */
  public TokenBuckets(TimeSource time, int capacity, Duration refill) {
    this.time = time;
    this.capacity = capacity;
    this.refillNanos = refill.toNanos();
  }

  /** Takes a token; zero when there was one, otherwise how long until there is. */
  public synchronized Duration take(String key) {
    Bucket bucket = bucket(key);
    if (bucket.tokens > 0) {
      bucket.tokens--;
      return Duration.ZERO;
    }
    return Duration.ofNanos(refillNanos - (time.nanos() - bucket.refilledAtNanos));
  }

  /** Gives back a token: the event does not count after all. */
  public synchronized void giveBack(String key) {
    Bucket bucket = bucket(key);
    bucket.tokens = Math.min(capacity, bucket.tokens + 1);
  }

  /** How full a bucket is. */
  public synchronized Level level(String key) {
    Bucket bucket = bucket(key);
    return new Level(
        bucket.tokens, Duration.ofNanos(refillNanos).multipliedBy(capacity - bucket.tokens));
  }

  /**
   * How full a bucket is.
   *
   * @param left tokens in it
   * @param untilFull how long until it is full, if nothing is taken
   */
  public record Level(int left, Duration untilFull) {}

  private Bucket bucket(String key) {
    long now = time.nanos();
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      bucket = new Bucket(capacity, now);
      buckets.put(key, bucket);
      forgetEldest();
    }
    long come = (now - bucket.refilledAtNanos) / refillNanos;
    if (come > 0) {
      bucket.tokens = (int) Math.min(capacity, bucket.tokens + come);
      bucket.refilledAtNanos += come * refillNanos;
    }
    return bucket;
  }

  private void forgetEldest() {
    if (buckets.size() > MAX_KEYS) {
      var keys = buckets.keySet().iterator();
      keys.next();
      keys.remove();
    }
  }

  private static final class Bucket {
    private int tokens;
    private long refilledAtNanos;

    Bucket(int tokens, long now) {
      this.tokens = tokens;
      this.refilledAtNanos = now;
    }
  }
}
