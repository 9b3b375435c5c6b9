package dev.weir.gateway.edge;

import dev.weir.runtime.metrics.Metrics;
import java.util.concurrent.atomic.LongAdder;

/** What is counted about the copies of one kind. Thread-safe. */
final class PullCounts {

  final LongAdder begun = new LongAdder();
  final LongAdder reconnects = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder lookups = new LongAdder();
  final LongAdder misses = new LongAdder();

  void show(Metrics metrics, String kind) {
    metrics.counter(EdgeMetric.PULLS_BEGUN, begun, kind);
    metrics.counter(EdgeMetric.RECONNECTS, reconnects, kind);
    metrics.counter(EdgeMetric.BYTES, bytes, kind);
    metrics.counter(EdgeMetric.LOOKUPS, lookups, kind);
    metrics.counter(EdgeMetric.MISSES, misses, kind);
  }
}
