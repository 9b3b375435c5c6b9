package dev.weir.transcoder.snapshot;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.picture.LatestPictures;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What is counted about snapshots. Thread-safe. */
final class SnapshotTally {

  private final AtomicInteger processes = new AtomicInteger();
  private final LongAdder taken = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder kept = new LongAdder();
  private final LongAdder unkept = new LongAdder();
  private final Meters bill;

  /** Nothing has been taken yet; what is billed is counted in {@code bill}. */
  SnapshotTally(Meters bill) {
    this.bill = bill;
  }

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

  void taken(StreamAddress stream, Format format) {
    taken.increment();
    MeterDetail kind =
        switch (format) {
          case JPEG -> MeterDetail.JPEG;
          case WEBP -> MeterDetail.WEBP;
        };
    bill.count(MeterKey.pushed(stream, Optional.empty(), kind), 1);
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
}
