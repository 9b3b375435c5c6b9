package dev.weir.stream.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes under numbers that only grow, of which the oldest leave. Changed on the stream's loop, read
 * on any thread.
 */
final class NumberedBytes {

  private final Map<Long, SharedBytes> held = new ConcurrentHashMap<>();
  private final Deque<Long> oldestFirst = new ArrayDeque<>();
  private volatile long first = Long.MAX_VALUE;
  private volatile long newest = Long.MIN_VALUE;

  /** Adds bytes; nothing when the number is there already. */
  void add(long number, SharedBytes bytes) {
    if (number > newest) {
      held.put(number, bytes);
      oldestFirst.add(number);
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
    while (!oldestFirst.isEmpty() && oldestFirst.element() < number) {
      drop(oldestFirst.remove());
    }
  }

  /** Lets go of everything; on any thread, when nothing is added any more. */
  void dropAll() {
    held.keySet().forEach(this::drop);
  }

  private void drop(long number) {
    SharedBytes bytes = held.remove(number);
    if (bytes != null) {
      bytes.close();
    }
  }
}
