package dev.weir.stream.fanout;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of viewers that do not keep up, and tells the operator. Thread-safe. */
public final class SlowViewers {

  private final OperatorLog log;

  private final LongAdder skips = new LongAdder();
  private final LongAdder cuts = new LongAdder();

  /** Counts from 0. */
  public SlowViewers(OperatorLog log) {
    this.log = log;
  }

  /** How often a viewer started to skip to a later key frame. */
  public long skips() {
    return skips.sum();
  }

  /** How many viewers were cut. */
  public long cuts() {
    return cuts.sum();
  }

  /** Shows both counts, of streams that are owned {@code here} or {@code elsewhere}. */
  public void show(Metrics metrics, String owner) {
    metrics.counter(FanoutMetric.VIEWER_SKIPS, skips, owner);
    metrics.counter(FanoutMetric.VIEWER_CUTS, cuts, owner);
  }

  void noteSkip(StreamAddress stream, long pendingBytes) {
    skips.increment();
    log.tell(FanoutEvent.VIEWER_SKIPS, stream.toString(), "pending", pendingBytes);
  }

  void noteCut(StreamAddress stream, long pendingBytes) {
    cuts.increment();
    log.tell(FanoutEvent.VIEWER_CUT, stream.toString(), "pending", pendingBytes);
  }
}
