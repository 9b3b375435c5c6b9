package dev.weir.gateway.viewer;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

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

  /** Notes a viewer who is known already; false when it is not. */
  boolean sightAgain(ViewerId viewer, PlayProtocol protocol, long untilMs) {
    Sighting sighting = sightings.get(viewer);
    if (sighting == null) {
      return false;
    }
    sighting.protocol = protocol;
    sighting.untilMs = untilMs;
    return true;
  }

  /** Notes a viewer; false when it was known already. */
  boolean sightFirst(ViewerId viewer, PlayProtocol protocol, long untilMs) {
    return sightings.putIfAbsent(viewer, new Sighting(protocol, untilMs)) == null;
  }

  /** Forgets who has not been seen for long enough; returns how many. */
  int forgetQuiet(long nowMs) {
    int before = sightings.size();
    sightings.values().removeIf(sighting -> sighting.untilMs < nowMs);
    return before - sightings.size();
  }

  boolean isEmpty() {
    return sightings.isEmpty() && connected.values().stream().allMatch(count -> count.get() == 0);
  }

  void addTo(Map<PlayProtocol, Integer> counts) {
    connected.forEach((protocol, count) -> add(counts, protocol, count.get()));
    sightings.values().forEach(sighting -> add(counts, sighting.protocol, 1));
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

  /** When a session was last heard of. Written on many threads, any of which may win. */
  private static final class Sighting {

    private volatile PlayProtocol protocol;
    private volatile long untilMs;

    Sighting(PlayProtocol protocol, long untilMs) {
      this.protocol = protocol;
      this.untilMs = untilMs;
    }
  }
}
