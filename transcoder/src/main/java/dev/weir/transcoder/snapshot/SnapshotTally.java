package dev.weir.transcoder.snapshot;

import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.picture.LatestPictures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What is counted about snapshots. Thread-safe. It knows the tenants that had some since start. */
final class SnapshotTally {

  private final AtomicInteger processes = new AtomicInteger();
  private final LongAdder taken = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder kept = new LongAdder();
  private final LongAdder unkept = new LongAdder();
  private final Map<TenantId, LongAdder> byTenant = new ConcurrentHashMap<>();

  void show(Metrics metrics, LatestPictures pictures) {
    metrics.gauge(SnapshotMetric.PROCESSES, processes::get);
    metrics.gauge(SnapshotMetric.BYTES, pictures::bytes);
    metrics.counter(SnapshotMetric.TAKEN, taken);
    metrics.counter(SnapshotMetric.FAILED, failed);
    metrics.counter(SnapshotMetric.SKIPPED, skipped);
    metrics.counter(SnapshotMetric.KEPT, kept);
    metrics.counter(SnapshotMetric.UNKEPT, unkept);
  }

  void begun() {
    processes.incrementAndGet();
  }

  void ended() {
    processes.decrementAndGet();
  }

  void taken(TenantId tenant) {
    taken.increment();
    byTenant.computeIfAbsent(tenant, _ -> new LongAdder()).increment();
  }

  void failed() {
    failed.increment();
  }

  void skipped() {
    skipped.increment();
  }

  void kept() {
    kept.increment();
  }

  void unkept() {
    unkept.increment();
  }

  /** Snapshots since start, by tenant. */
  Map<TenantId, Long> byTenant() {
    return byTenant.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, count -> count.getValue().sum()));
  }
}
