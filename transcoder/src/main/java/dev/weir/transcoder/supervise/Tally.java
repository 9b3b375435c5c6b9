package dev.weir.transcoder.supervise;

import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.transcoder.process.ExitReason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What is counted about transcoding. Thread-safe. */
final class Tally {

  private static final List<String> REASONS =
      List.of(
          "finished",
          "failed",
          "killed",
          "not-started",
          "unreadable",
          "fell-behind",
          "stalled",
          "stopped");

  private final AtomicInteger processes = new AtomicInteger();
  private final LongAdder leftOut = new LongAdder();
  private final LongAdder gaveUp = new LongAdder();
  private final Map<String, LongAdder> exits = new ConcurrentHashMap<>();
  private volatile LadderSums sums = LadderSums.NONE;

  void show(Metrics metrics, Capacity capacity) {
    metrics.gauge(TranscoderMetric.PROCESSES, processes::get);
    metrics.gauge(TranscoderMetric.ENCODINGS, capacity::taken);
    metrics.counter(TranscoderMetric.LEFT_OUT, leftOut);
    metrics.counter(TranscoderMetric.GAVE_UP, gaveUp);
    metrics.gauge(TranscoderMetric.PROCESSORS, () -> sums.processors());
    metrics.gauge(TranscoderMetric.RESIDENT_BYTES, () -> sums.residentBytes());
    metrics.gauge(TranscoderMetric.LATENESS_MS, () -> sums.latenessMs());
    for (RungState state : RungState.values()) {
      String label = state.name().toLowerCase(Locale.ROOT);
      metrics.gauge(TranscoderMetric.RENDITIONS, () -> sums.rungs(state), label);
    }
    REASONS.forEach(reason -> metrics.counter(TranscoderMetric.EXITS, exits(reason), reason));
  }

  /** What the last look at all ladders found. */
  void measured(LadderSums measured) {
    sums = measured;
  }

  void started() {
    processes.incrementAndGet();
  }

  void exited(ExitReason reason) {
    processes.decrementAndGet();
    exits(reason.label()).increment();
  }

  void leftOut(int renditions) {
    leftOut.add(renditions);
  }

  void gaveUp() {
    gaveUp.increment();
  }

  /** Processes that run. */
  int processes() {
    return processes.get();
  }

  private LongAdder exits(String reason) {
    return exits.computeIfAbsent(reason, _ -> new LongAdder());
  }
}
