package dev.weir.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.Optional;

/**
 * What could not be found a moment ago, so that many who ask for it are one question. Thread-safe.
 */
final class Absences {

  /** How long an answer stands. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most streams that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final Cache<StreamAddress, FaultCode> known;

  Absences(TimeSource time) {
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MAX_STREAMS)
            .expireAfterWrite(MEMORY)
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  void remember(StreamAddress address, FaultCode code) {
    known.put(address, code);
  }

  void forget(StreamAddress address) {
    known.invalidate(address);
  }

  /** Why it is not there; empty when that is not known. */
  Optional<FaultCode> find(StreamAddress address) {
    return Optional.ofNullable(known.getIfPresent(address));
  }
}
