package dev.weir.recorder;

import dev.weir.runtime.metrics.Metrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What recording has done since start. Thread-safe. */
public final class RecorderTally {

  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder saved = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder lost = new LongAdder();

  /** Shows it. */
  public void show(Metrics metrics, LongSupplier spoolBytes) {
    metrics.gauge(RecorderMetric.RUNNING, running::get);
    metrics.gauge(RecorderMetric.SPOOL, spoolBytes::getAsLong);
    metrics.counter(RecorderMetric.SAVED, saved);
    metrics.counter(RecorderMetric.RETRIES, retries);
    metrics.counter(RecorderMetric.LOST, lost);
  }

  /** One more stream is recorded, or one less. */
  public void running(int change) {
    running.addAndGet(change);
  }

  /** A file is in the store. */
  public void saved() {
    saved.increment();
  }

  /** Saving failed, and is tried again. */
  public void failed() {
    retries.increment();
  }

  /** A segment was not recorded. */
  public void lost() {
    lost.increment();
  }

  /** How many were not. */
  public long lostSegments() {
    return lost.sum();
  }
}
