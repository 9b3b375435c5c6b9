package dev.weir.recorder.shift;

import dev.weir.contract.identity.StreamAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Media sequence numbers that never come back: each publish begins at the time in seconds, or
 * behind what was given before. Segments last longer than a second, so that the next node to have
 * the stream begins behind this one without asking. Thread-safe.
 */
final class SliceNumbers {

  /** Most streams whose last number is remembered. */
  static final int MAX_REMEMBERED = 10_000;

  private final Map<StreamAddress, Long> next = new LinkedHashMap<>();

  /** The first number of a publish that begins at {@code startMs}, Unix milliseconds. */
  synchronized long begin(StreamAddress stream, long startMs) {
    return Math.max(next.getOrDefault(stream, 0L), startMs / 1_000);
  }

  /** All numbers before {@code number} are taken. */
  synchronized void taken(StreamAddress stream, long number) {
    next.remove(stream);
    next.put(stream, number);
    if (next.size() > MAX_REMEMBERED) {
      next.remove(next.keySet().iterator().next());
    }
  }
}
