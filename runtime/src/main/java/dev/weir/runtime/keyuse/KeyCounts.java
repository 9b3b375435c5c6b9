package dev.weir.runtime.keyuse;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Uses that were counted and not told yet. Thread-safe. */
final class KeyCounts {

  /** Most keys with uses that are not told yet; those of others are not counted meanwhile. */
  static final int MAX_KEYS = 20_000;

  private final Map<KeyPlace, LongAdder> counts = new ConcurrentHashMap<>();

  void add(KeyPlace place, long uses) {
    LongAdder known = counts.get(place);
    if (known == null && counts.size() < MAX_KEYS) {
      known = counts.computeIfAbsent(place, _ -> new LongAdder());
    }
    if (known != null) {
      known.add(uses);
    }
  }

  /** Takes some of them out, to be told. What is counted meanwhile stays for the next time. */
  Map<KeyPlace, Long> take(int most) {
    Map<KeyPlace, Long> taken = new HashMap<>();
    Iterator<Map.Entry<KeyPlace, LongAdder>> entries = counts.entrySet().iterator();
    while (entries.hasNext() && taken.size() < most) {
      Map.Entry<KeyPlace, LongAdder> entry = entries.next();
      long uses = entry.getValue().sumThenReset();
      if (uses > 0) {
        taken.put(entry.getKey(), uses);
      } else {
        // One that is counted in this moment is lost, of a key that was idle for a whole round.
        entries.remove();
      }
    }
    return taken;
  }
}
