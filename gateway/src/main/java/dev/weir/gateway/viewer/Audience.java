package dev.weir.gateway.viewer;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The viewers of one stream through one play domain. Thread-safe. */
final class Audience {

  /** Which audience. */
  record Key(DomainName domain, StreamAddress stream) {}

  private final Map<PlayProtocol, AtomicInteger> connected = new EnumMap<>(PlayProtocol.class);
  private final Map<ViewerId, Sighting> sightings = new ConcurrentHashMap<>();

  Audience() {
    for (PlayProtocol protocol : PlayProtocol.values()) {
      connected.put(protocol, new AtomicInteger());
    }
  }

  Audience connect(PlayProtocol protocol) {
    count(protocol).incrementAndGet();
    return this;
  }

  void disconnect(PlayProtocol protocol) {
    count(protocol).decrementAndGet();
  }

  /** Who is known already. */
  @Nullable Sighting find(ViewerId viewer) {
    return sightings.get(viewer);
  }

  /** Notes somebody; false when they were known already. */
  boolean add(Sighting sighting) {
    return sightings.putIfAbsent(sighting.viewer(), sighting) == null;
  }

  /** All HLS viewers. */
  Collection<Sighting> sightings() {
    return sightings.values();
  }

  /** Forgets who has not been seen for long enough; returns how many. */
  int forgetQuiet(long nowMs) {
    int before = sightings.size();
    sightings
        .values()
        .removeIf(sighting -> {
          boolean over = sighting.isOver(nowMs);
          if (over) {
            sighting.leave();
          }
          return over;
        });
    return before - sightings.size();
  }

  boolean isEmpty() {
    return sightings.isEmpty() && connected.values().stream().allMatch(count -> count.get() == 0);
  }

  void addTo(Map<PlayProtocol, Integer> counts) {
    connected.forEach((protocol, count) -> add(counts, protocol, count.get()));
    sightings.values().forEach(sighting -> add(counts, sighting.protocol(), 1));
  }

  private static void add(Map<PlayProtocol, Integer> counts, PlayProtocol protocol, int viewers) {
    if (viewers > 0) {
      counts.merge(protocol, viewers, Integer::sum);
    }
  }

  private AtomicInteger count(PlayProtocol protocol) {
    AtomicInteger count = connected.get(protocol);
    if (count == null) {
      throw new IllegalStateException("every protocol has a count");
    }
    return count;
  }
}
