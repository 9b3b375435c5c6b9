package dev.weir.stream.timeline;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Streams that were here lately: so that "it has ended" can be told from "never heard of it". */
final class Departed {

  /** How long a stream is remembered. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  /** Most streams that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final TimeSource time;
  private final Map<StreamAddress, Long> leftAtNanos =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamAddress, Long> eldest) {
          return size() > MAX_STREAMS;
        }
      };

  Departed(TimeSource time) {
    this.time = time;
  }

  synchronized void remember(StreamAddress address) {
    leftAtNanos.remove(address);
    leftAtNanos.put(address, time.nanos());
  }

  synchronized boolean remembers(StreamAddress address) {
    Long leftAt = leftAtNanos.get(address);
    if (leftAt != null && time.nanos() - leftAt > MEMORY.toNanos()) {
      leftAtNanos.remove(address);
      return false;
    }
    return leftAt != null;
  }
}
