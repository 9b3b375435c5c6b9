package dev.weir.stream.timeline;

import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Bytes under numbers that only grow, of which the oldest leave. Changed on the stream's loop, read
 * on any thread.
 */
final class NumberedBytes {

  private final NavigableMap<Long, SharedBytes> held = new ConcurrentSkipListMap<>();
  private volatile long first = Long.MAX_VALUE;
  private volatile long newest = Long.MIN_VALUE;

  /** Adds bytes; nothing when the number is there already. */
  void add(long number, SharedBytes bytes) {
    if (number > newest) {
      held.put(number, bytes);
      first = Math.min(first, number);
      newest = number;
    }
  }

  /** What is known of a number. */
  Held find(long number) {
    SharedBytes bytes = held.get(number);
    if (bytes != null) {
      return new Held.Here(bytes);
    }
    return number >= first && number <= newest ? new Held.Gone() : new Held.Unknown();
  }

  /** Lets go of everything below {@code number}. */
  void dropBefore(long number) {
    NavigableMap<Long, SharedBytes> old = held.headMap(number, false);
    while (!old.isEmpty()) {
      old.pollFirstEntry().getValue().close();
    }
  }

  /** Lets go of everything. */
  void dropAll() {
    dropBefore(Long.MAX_VALUE);
  }
}
