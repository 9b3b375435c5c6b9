package dev.weir.recorder;

import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.metrics.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What recording, or time shift, has done since start. Thread-safe. */
public final class RecorderTally {

  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder saved = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();
  private final LongAdder removedBytes = new LongAdder();
  private final Map<TenantId, LongAdder> keptBytes = new ConcurrentHashMap<>();

  /** Shows it. */
  public void show(Metrics metrics, LongSupplier spoolBytes) {
    metrics.gauge(RecorderMetric.RUNNING, running::get);
    metrics.gauge(RecorderMetric.SPOOL, spoolBytes::getAsLong);
    metrics.counter(RecorderMetric.SAVED, saved);
    metrics.counter(RecorderMetric.RETRIES, retries);
    metrics.counter(RecorderMetric.LOST, lost);
  }

  /** Shows it, where it is of time shift. */
  public void showShift(Metrics metrics, LongSupplier spoolBytes) {
    metrics.gauge(RecorderMetric.SHIFT_RUNNING, running::get);
    metrics.gauge(RecorderMetric.SHIFT_SPOOL, spoolBytes::getAsLong);
    metrics.counter(RecorderMetric.SHIFT_SAVED, saved);
    metrics.counter(RecorderMetric.SHIFT_RETRIES, retries);
    metrics.counter(RecorderMetric.SHIFT_LOST, lost);
    metrics.counter(RecorderMetric.SHIFT_STORED, storedBytes);
    metrics.counter(RecorderMetric.SHIFT_REMOVED, removedBytes);
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

  /** So many bytes of a tenant's went to the store. */
  public void stored(TenantId tenant, long bytes) {
    storedBytes.add(bytes);
    keptBytes.computeIfAbsent(tenant, _ -> new LongAdder()).add(bytes);
  }

  /** So many bytes of a tenant's were deleted there, whoever had stored them. */
  public void removed(TenantId tenant, long bytes) {
    removedBytes.add(bytes);
    keptBytes.computeIfAbsent(tenant, _ -> new LongAdder()).add(-bytes);
  }

  /**
   * By how many bytes each tenant's part of the store has grown by what this process did; negative
   * where it deleted more.
   */
  public Map<TenantId, Long> grownBytes() {
    return keptBytes.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().sum()));
  }

  /** How many were not. */
  public long lostSegments() {
    return lost.sum();
  }
}
