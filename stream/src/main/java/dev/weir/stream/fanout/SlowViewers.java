package dev.weir.stream.fanout;

import java.util.concurrent.atomic.LongAdder;

/** Counts what became of viewers that did not keep up. Thread-safe. */
public final class SlowViewers {

  private final LongAdder skips = new LongAdder();
  private final LongAdder cuts = new LongAdder();

  /** How often a viewer started to skip to a later key frame. */
  public long skips() {
    return skips.sum();
  }

  /** How many viewers were cut. */
  public long cuts() {
    return cuts.sum();
  }

  void skipped() {
    skips.increment();
  }

  void wasCut() {
    cuts.increment();
  }
}
