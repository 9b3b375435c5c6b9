package dev.weir.bench.swarm;

import dev.weir.bench.source.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * When each part was cut, for all viewers together: a part is over when the picture behind its last
 * one comes, so its last stamp tells. Whatever arrives before that time is known waits here.
 */
final class PartClock {

  private static final int MAX_PARTS = 100;
  private static final long PICTURE_NANOS = 40_000_000;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Crowd crowd;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private static final class Part {
    private final List<Long> playlists = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private boolean claimed;
    private long cutNanos = UNKNOWN;
  }

  PartClock(Crowd crowd) {
    this.crowd = crowd;
  }

  /** Whether the caller is the first to ask for this part, and so the one to {@link #learn} it. */
  boolean claim(String name) {
    Part part = part(name);
    boolean first = !part.claimed;
    part.claimed = true;
    return first;
  }

  /** The one that has claimed a part has all of it. */
  void learn(String name, byte[] bytes) {
    Part part = part(name);
    part.cutNanos = lastStamp(bytes) + PICTURE_NANOS;
    part.playlists.forEach(arrived -> crowd.playlist(arrived - part.cutNanos));
    part.arrivals.forEach(arrived -> crowd.latency(arrived - part.cutNanos));
    part.playlists.clear();
    part.arrivals.clear();
  }

  /** A viewer has a playlist whose newest part is this one. */
  void playlist(String name, long nowNanos) {
    Part part = part(name);
    note(part, nowNanos, part.playlists, crowd::playlist);
  }

  /** A viewer has all of a part. */
  void arrived(String name, long nowNanos) {
    Part part = part(name);
    note(part, nowNanos, part.arrivals, crowd::latency);
  }

  private static void note(Part part, long nowNanos, List<Long> waiting, LongConsumer known) {
    if (part.cutNanos == UNKNOWN) {
      waiting.add(nowNanos);
    } else {
      known.accept(nowNanos - part.cutNanos);
    }
  }

  private Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      part = new Part();
      parts.put(name, part);
      if (parts.size() > MAX_PARTS) {
        parts.remove(parts.keySet().iterator().next());
      }
    }
    return part;
  }

  /** Pictures lie in the order of decoding, as they were sent. */
  private static long lastStamp(byte[] bytes) {
    for (int at = bytes.length - Stamp.SIZE_BYTES; at >= 0; at--) {
      if (bytes[at + 4] == 6 && Stamp.isAt(bytes, at)) {
        return Stamp.sentNanos(bytes, at);
      }
    }
    throw new BrokenFraming("a part without a stamp");
  }
}
