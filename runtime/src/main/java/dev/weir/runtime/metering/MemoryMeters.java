package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterKey;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counters that nobody reads but tests. Thread-safe. */
public final class MemoryMeters implements Meters {

  private final Map<MeterKey, MemorySegment> values = new ConcurrentHashMap<>();

  @Override
  public MeterCounter open(MeterKey key) {
    return new MeterCounter(
        values.computeIfAbsent(key, _ -> MemorySegment.ofArray(new long[1])), () -> {});
  }

  /** What was counted under a key. */
  public long counted(MeterKey key) {
    MemorySegment value = values.get(key);
    return value == null ? 0 : new MeterCounter(value, () -> {}).sinceBoot();
  }

  /** All that was counted, by the name of its detail. */
  public Map<String, Long> byDetail() {
    Map<String, Long> sums = new TreeMap<>();
    values.keySet().forEach(key -> sums.merge(key.detail().name(), counted(key), Long::sum));
    return sums;
  }
}
