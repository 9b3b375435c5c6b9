package dev.weir.stream.lease;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.StreamKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What this node holds, and what for: a lease is needed while a publisher is being let in, and
 * while the stream lives. Thread-safe; asks nobody.
 */
final class LeaseBook {

  /** No fence: a lease that was never given, or that nobody took. */
  static final long NONE = 0;

  private final Map<StreamAddress, Entry> entries = new HashMap<>();

  /** A stream that is needed, and the fence of its lease; {@link #NONE} when it is yet to claim. */
  record Held(StreamAddress stream, StreamKind kind, long fence) {}

  /** A publisher asks. */
  synchronized void open(StreamAddress stream) {
    entry(stream).claims++;
  }

  /** A stream begins. */
  synchronized void begun(StreamAddress stream, StreamKind kind) {
    Entry entry = entry(stream);
    entry.streams++;
    entry.kind = kind;
  }

  /** What a stream is that lives here; whoever asks to publish one is a source. */
  synchronized StreamKind kind(StreamAddress stream) {
    Entry entry = entries.get(stream);
    return entry == null ? StreamKind.SOURCE : entry.kind;
  }

  /** Redis has given the lease. */
  synchronized void granted(StreamAddress stream, long fence) {
    Entry entry = entries.get(stream);
    if (entry != null) {
      entry.fence = Math.max(entry.fence, fence);
    }
  }

  /**
   * Another node has the lease.
   *
   * @return whether this one had it, or was about to, and has to give way
   */
  synchronized boolean taken(StreamAddress stream, long fence) {
    Entry entry = entries.get(stream);
    if (entry == null) {
      return false;
    }
    entry.taken = Math.max(entry.taken, fence);
    return entry.hasToGiveWay();
  }

  /**
   * The publisher that asked is in, or is not.
   *
   * @param release gets the lease when nobody needs it any more
   * @return whether it was lost meanwhile
   */
  synchronized boolean close(StreamAddress stream, Consumer<Held> release) {
    Entry entry = entry(stream);
    entry.claims--;
    dropUnneeded(stream, entry, release);
    return entry.hasToGiveWay();
  }

  /** A stream is over; as {@link #close}. */
  synchronized void over(StreamAddress stream, Consumer<Held> release) {
    Entry entry = entry(stream);
    entry.streams--;
    dropUnneeded(stream, entry, release);
  }

  synchronized boolean claiming(StreamAddress stream) {
    Entry entry = entries.get(stream);
    return entry != null && entry.claims > 0;
  }

  /** Whether the stream lives here, with or without a publisher. */
  synchronized boolean lives(StreamAddress stream) {
    Entry entry = entries.get(stream);
    return entry != null && entry.streams > 0;
  }

  /** The last fence that this node was given for a stream that it still needs. */
  synchronized long fence(StreamAddress stream) {
    Entry entry = entries.get(stream);
    return entry == null ? NONE : entry.fence;
  }

  /** All streams that live here and were not lost. */
  synchronized List<Held> held() {
    return entries.entrySet().stream()
        .filter(known -> known.getValue().streams > 0 && !known.getValue().isLost())
        .map(known -> new Held(known.getKey(), known.getValue().kind, known.getValue().fence))
        .toList();
  }

  /** Leases of streams that live here. */
  synchronized long count() {
    return entries.values().stream()
        .filter(entry -> entry.streams > 0 && entry.fence > entry.taken)
        .count();
  }

  private Entry entry(StreamAddress stream) {
    return entries.computeIfAbsent(stream, _ -> new Entry());
  }

  private void dropUnneeded(StreamAddress stream, Entry entry, Consumer<Held> release) {
    if (entry.claims <= 0 && entry.streams <= 0) {
      entries.remove(stream);
      if (entry.fence != NONE && !entry.isLost()) {
        release.accept(new Held(stream, entry.kind, entry.fence));
      }
    }
  }

  private static final class Entry {
    StreamKind kind = StreamKind.SOURCE;
    int claims;
    int streams;
    long fence = NONE;
    long taken = NONE;

    boolean isLost() {
      return taken > fence;
    }

    /** A claim that was refused had nothing to lose. */
    boolean hasToGiveWay() {
      return isLost() && (streams > 0 || fence != NONE);
    }
  }
}
