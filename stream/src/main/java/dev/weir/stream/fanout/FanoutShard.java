package dev.weir.stream.fanout;

import dev.weir.contract.fault.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The viewers of one stream on one event loop. Walks them without a lock, with one timer for all.
 * Runs on that loop.
 */
final class FanoutShard {

  private static final Logger LOG = LoggerFactory.getLogger(FanoutShard.class);
  private static final long SECOND_MS = 1_000;

  private final Loop loop;
  private final ViewerBounds bounds;
  private final FlushRule rule;
  private final LoopLoad load;
  private final Consumer<FanoutShard> onLeft;

  private final List<Seat> seats = new ArrayList<>();
  private final List<TagBatch> held = new ArrayList<>();
  private final RecentBytes recent = new RecentBytes();
  private int present;
  private long sinceSecondMs;
  private long queueBytes;
  private long mergeMs;
  private Loop.@Nullable Timer lookTimer;
  private Loop.@Nullable Timer flushTimer;

  /**
   * Creates one.
   *
   * @param onLeft is told, on this loop, of every seat that is left
   */
  FanoutShard(Loop loop, FanoutTerms terms, Consumer<FanoutShard> onLeft) {
    this.loop = loop;
    this.bounds = terms.bounds();
    this.rule = terms.rule();
    this.load = terms.loads().of(loop);
    this.onLeft = onLeft;
    this.queueBytes = bounds.queueBytes();
  }

  Loop loop() {
    return loop;
  }

  /** Takes in a viewer and gives it what is cached. */
  void join(Seat seat, List<TagBatch> cached) {
    present++;
    if (seat.isGone()) {
      left();
      return;
    }
    seats.add(seat);
    try {
      seat.take(this, cached);
    } catch (RuntimeException failure) {
      failed(seat, failure);
    }
    if (lookTimer == null && present > 0) {
      lookTimer = loop.after(bounds.lookMs(), this::look);
    }
  }

  /** Gives everyone the batches of one window; retains what has to wait. */
  void deliver(List<TagBatch> batches) {
    for (TagBatch batch : batches) {
      recent.add(batch.bytes());
    }
    if (held.isEmpty() && mergeMs == 0) {
      write(batches);
      return;
    }
    batches.forEach(batch -> held.add(batch.retain()));
    if (mergeMs == 0) {
      flush();
    } else if (flushTimer == null) {
      flushTimer = loop.after(mergeMs, this::flush);
    }
  }

  /** The stream is over: tells everyone. */
  void end() {
    flush();
    for (Seat seat : List.copyOf(seats)) {
      try {
        seat.end();
      } catch (RuntimeException failure) {
        failed(seat, failure);
      }
    }
  }

  /** A seat was left. */
  void left() {
    present--;
    if (present == 0) {
      rest();
    }
    onLeft.accept(this);
  }

  private void rest() {
    if (lookTimer != null) {
      lookTimer.cancel();
      lookTimer = null;
    }
    if (flushTimer != null) {
      flushTimer.cancel();
      flushTimer = null;
    }
    dropHeld();
  }

  private void flush() {
    if (flushTimer != null) {
      flushTimer.cancel();
      flushTimer = null;
    }
    if (!held.isEmpty()) {
      write(List.copyOf(held));
      dropHeld();
    }
  }

  private void dropHeld() {
    held.forEach(TagBatch::release);
    held.clear();
  }

  private void write(List<TagBatch> batches) {
    load.during(() -> writeToAll(batches));
  }

  private void writeToAll(List<TagBatch> batches) {
    for (int i = 0, count = seats.size(); i < count; i++) {
      Seat seat = seats.get(i);
      try {
        seat.offer(batches, queueBytes);
      } catch (RuntimeException failure) {
        failed(seat, failure);
      }
    }
  }

  private void look() {
    lookTimer = null;
    sinceSecondMs += bounds.lookMs();
    if (sinceSecondMs >= SECOND_MS) {
      sinceSecondMs = 0;
      recent.secondIsOver();
      queueBytes = recent.queueBytes(bounds.queueBytes());
      mergeMs = rule.nextMergeMs(mergeMs, load.share());
    }
    for (Seat seat : List.copyOf(seats)) {
      try {
        seat.look(queueBytes);
      } catch (RuntimeException failure) {
        failed(seat, failure);
      }
    }
    seats.removeIf(Seat::isGone);
    if (present > 0) {
      lookTimer = loop.after(bounds.lookMs(), this::look);
    }
  }

  /** One viewer's failure is its own. */
  private static void failed(Seat seat, RuntimeException failure) {
    LOG.error("event=viewer-failed", failure);
    seat.cut(FaultCode.INTERNAL);
  }
}
