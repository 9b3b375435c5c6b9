package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What could not be found a moment ago, so that many who ask for it are one question. Thread-safe.
 */
final class Absences {

  /** How long an answer stands. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most streams that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final TimeSource time;
  private final Map<StreamAddress, Absence> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamAddress, Absence> eldest) {
          return size() > MAX_STREAMS;
        }
      };

  private record Absence(FaultCode code, long sinceNanos) {}

  Absences(TimeSource time) {
    this.time = time;
  }

  synchronized void remember(StreamAddress address, FaultCode code) {
    known.remove(address);
    known.put(address, new Absence(code, time.nanos()));
  }

  synchronized void forget(StreamAddress address) {
    known.remove(address);
  }

  /** Why it is not there; empty when that is not known. */
  synchronized Optional<FaultCode> find(StreamAddress address) {
    Absence absence = known.get(address);
    if (absence == null) {
      return Optional.empty();
    }
    if (time.nanos() - absence.sinceNanos > MEMORY.toNanos()) {
      known.remove(address);
      return Optional.empty();
    }
    return Optional.of(absence.code);
  }
}
