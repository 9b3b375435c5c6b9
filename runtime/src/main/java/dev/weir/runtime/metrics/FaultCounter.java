package dev.weir.runtime.metrics;

import dev.weir.contract.fault.FaultCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each fault was answered or met since start. Thread-safe and cheap. */
public final class FaultCounter {

  private final Map<FaultCode, LongAdder> counts = new EnumMap<>(FaultCode.class);

  /** Starts at 0 for every code. */
  public FaultCounter() {
    for (FaultCode code : FaultCode.values()) {
      counts.put(code, new LongAdder());
    }
  }

  /** One more of these. */
  public void count(FaultCode code) {
    adder(code).increment();
  }

  /** How many of these there were. */
  public long total(FaultCode code) {
    return adder(code).sum();
  }

  private LongAdder adder(FaultCode code) {
    LongAdder adder = counts.get(code);
    if (adder == null) {
      throw new IllegalStateException("every code has a counter");
    }
    return adder;
  }
}
