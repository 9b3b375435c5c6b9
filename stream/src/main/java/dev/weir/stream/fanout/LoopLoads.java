package dev.weir.stream.fanout;

import dev.weir.runtime.clock.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The load of each event loop that has viewers; as many as the process has loops. Thread-safe. */
public final class LoopLoads {

  private final TimeSource time;
  private final Map<Loop, LoopLoad> loads = new ConcurrentHashMap<>();

  /** Measures with {@code time}. */
  public LoopLoads(TimeSource time) {
    this.time = time;
  }

  /** The load of {@code loop}, to be used on it alone. */
  LoopLoad of(Loop loop) {
    return loads.computeIfAbsent(loop, l -> new LoopLoad(time));
  }
}
