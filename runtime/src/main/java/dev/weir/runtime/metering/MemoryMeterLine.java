package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Outlet and inlet in one process, for tests. Thread-safe. */
public final class MemoryMeterLine implements MeterOutlet, MeterInlet {

  private final Map<MeterBoot, SortedMap<Long, MeterBatch>> held = new HashMap<>();
  private final Map<MeterBoot, Long> kept = new HashMap<>();
  private boolean away;

  /** Whether nothing gets through. */
  public synchronized void away(boolean isAway) {
    away = isAway;
  }

  /** Loses everything, as Redis may. */
  public synchronized void flush() {
    held.clear();
    kept.clear();
  }

  @Override
  public synchronized Future<Long> send(MeterBoot boot, List<MeterBatch> batches) {
    if (away) {
      return Future.failedFuture("away");
    }
    SortedMap<Long, MeterBatch> there = held.computeIfAbsent(boot, _ -> new TreeMap<>());
    batches.forEach(batch -> there.put(batch.sequence(), batch));
    return Future.succeededFuture(kept.getOrDefault(boot, 0L));
  }

  @Override
  public synchronized Future<Void> forget(MeterBoot boot) {
    held.remove(boot);
    kept.remove(boot);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Set<MeterBoot>> boots() {
    Set<MeterBoot> boots = new HashSet<>(held.keySet());
    boots.removeIf(boot -> held.getOrDefault(boot, new TreeMap<>()).isEmpty());
    return Future.succeededFuture(boots);
  }

  @Override
  public synchronized Future<List<MeterBatch>> next(MeterBoot boot, long keptNow) {
    SortedMap<Long, MeterBatch> there = held.getOrDefault(boot, new TreeMap<>());
    there.headMap(keptNow + 1).clear();
    kept.merge(boot, keptNow, Math::max);
    return Future.succeededFuture(List.copyOf(there.values()));
  }
}
