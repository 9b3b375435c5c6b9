package dev.weir.stream.fanout;

import dev.weir.contract.identity.StreamAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * All viewers of one stream: one shard on each event loop that has some. A batch is handed to each
 * shard once, whatever the number of its viewers.
 *
 * <p>Runs on the stream's loop, {@link #subscribe} and {@link #viewers} apart.
 */
public final class Fanout {

  private final StreamAddress stream;
  private final Loop home;
  private final FanoutTerms terms;
  private final Supplier<List<TagBatch>> cached;

  private final Map<Loop, Membership> shards = new HashMap<>();
  private final AtomicInteger viewers = new AtomicInteger();
  private boolean ended;

  /**
   * Creates one.
   *
   * @param stream the stream, for whoever is told about its viewers
   * @param home the stream's loop
   * @param terms what holds for all streams
   * @param cached what a viewer that comes now begins with: an entry and all batches behind it, or
   *     nothing; asked on {@code home}, not handed over
   */
  public Fanout(
      StreamAddress stream, Loop home, FanoutTerms terms, Supplier<List<TagBatch>> cached) {
    this.stream = stream;
    this.home = home;
    this.terms = terms;
    this.cached = cached;
  }

  /** Lets {@code viewer} in, which lives on {@code loop}. On any thread. */
  public Subscription subscribe(Loop loop, Viewer viewer) {
    Seat seat = new Seat(viewer, terms.bounds(), terms.slowViewers(), stream);
    home.run(() -> admit(loop, seat));
    return seat;
  }

  /** Viewers that are in. On any thread. */
  public int viewers() {
    return viewers.get();
  }

  /** Hands the batches of one window to every shard, without taking the caller's references. */
  public void publish(List<TagBatch> batches) {
    for (Membership membership : shards.values()) {
      FanoutShard shard = membership.shard;
      hand(shard.loop(), batches, () -> shard.deliver(batches));
    }
  }

  /** The stream is over. Viewers that come later are told so at once. */
  public void end() {
    ended = true;
    for (Membership membership : shards.values()) {
      FanoutShard shard = membership.shard;
      hand(shard.loop(), List.of(), shard::end);
    }
  }

  private void admit(Loop loop, Seat seat) {
    if (ended) {
      hand(loop, List.of(), seat::end);
      return;
    }
    Membership membership = shards.computeIfAbsent(loop, this::newShard);
    membership.viewers++;
    viewers.incrementAndGet();
    List<TagBatch> headStart = List.copyOf(cached.get());
    hand(loop, headStart, () -> membership.shard.join(seat, headStart));
  }

  private Membership newShard(Loop loop) {
    return new Membership(new FanoutShard(loop, terms, this::seatWasLeft));
  }

  /** Called on the shard's loop, and always deferred: it may be in the midst of a delivery. */
  private void seatWasLeft(FanoutShard shard) {
    try {
      home.execute(() -> left(shard));
    } catch (RejectedExecutionException homeHasShutDown) {
      viewers.decrementAndGet();
    }
  }

  private void left(FanoutShard shard) {
    Membership membership = shards.get(shard.loop());
    if (membership == null || membership.shard != shard) {
      throw new IllegalStateException("a viewer left a shard that is not there");
    }
    viewers.decrementAndGet();
    membership.viewers--;
    if (membership.viewers == 0) {
      shards.remove(shard.loop());
    }
  }

  /** Runs {@code task} on {@code loop}, where it may use the batches until it returns. */
  private static void hand(Loop loop, List<TagBatch> batches, Runnable task) {
    if (loop.isCurrent()) {
      task.run();
      return;
    }
    batches.forEach(TagBatch::retain);
    try {
      loop.execute(() -> {
        try {
          task.run();
        } finally {
          batches.forEach(TagBatch::release);
        }
      });
    } catch (RejectedExecutionException loopHasShutDown) {
      batches.forEach(TagBatch::release);
    }
  }

  /** A shard, and how many viewers were sent to it and have not left. */
  private static final class Membership {
    final FanoutShard shard;
    int viewers;

    Membership(FanoutShard shard) {
      this.shard = shard;
    }
  }
}
