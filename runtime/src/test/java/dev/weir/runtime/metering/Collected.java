package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.runtime.Soon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A collector in memory: takes differences, as the control plane does. */
final class Collected {

  private record Counter(MeterBoot boot, MeterKey key) {}

  private final MeterInlet inlet;
  private final Map<MeterBoot, Long> kept = new HashMap<>();
  private final Map<Counter, Long> known = new HashMap<>();
  private final Map<MeterKey, Long> sums = new HashMap<>();
  private final Set<MeterBoot> ended = new HashSet<>();
  private final List<MeterBatch> batches = new ArrayList<>();

  Collected(MeterInlet inlet) {
    this.inlet = inlet;
  }

  /** Takes what is there. */
  void collect() {
    for (MeterBoot boot : Soon.of(inlet.boots())) {
      for (MeterBatch batch : Soon.of(inlet.next(boot, kept.getOrDefault(boot, 0L)))) {
        if (batch.sequence() == kept.getOrDefault(boot, 0L) + 1) {
          take(batch);
        }
      }
      Soon.of(inlet.next(boot, kept.getOrDefault(boot, 0L)));
    }
  }

  long sum(MeterKey key) {
    return sums.getOrDefault(key, 0L);
  }

  boolean hasEnded(MeterBoot boot) {
    return ended.contains(boot);
  }

  List<MeterBatch> batches() {
    return batches;
  }

  private void take(MeterBatch batch) {
    batches.add(batch);
    kept.put(batch.boot(), batch.sequence());
    for (MeterReading reading : batch.readings()) {
      Counter counter = new Counter(batch.boot(), reading.key());
      long before = known.getOrDefault(counter, 0L);
      sums.merge(reading.key(), Math.max(0, reading.sinceBoot() - before), Long::sum);
      if (reading.closed()) {
        known.remove(counter);
      } else {
        known.put(counter, reading.sinceBoot());
      }
    }
    if (batch.last()) {
      ended.add(batch.boot());
    }
  }
}
