package dev.weir.stream.timeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;

/** Streams that were here lately: so that "it has ended" can be told from "never heard of it". */
final class Departed {

  /** How long a stream is remembered. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  /** Most streams that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final Cache<StreamAddress, Boolean> left;

  Departed(TimeSource time) {
    this.left =
        Caffeine.newBuilder()
            .maximumSize(MAX_STREAMS)
            .expireAfterWrite(MEMORY)
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  void remember(StreamAddress address) {
    left.put(address, true);
  }

  boolean remembers(StreamAddress address) {
    return left.getIfPresent(address) != null;
  }
}
