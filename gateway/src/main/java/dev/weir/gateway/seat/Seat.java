package dev.weir.gateway.seat;

import java.util.concurrent.atomic.AtomicInteger;

/** One place here. Thread-safe. */
final class Seat {

  private final AtomicInteger connections = new AtomicInteger();
  private volatile long untilMs;
  private volatile long countsUntil;

  /** A viewer is present until then, whatever connections there are. */
  void seen(long presentUntilMs) {
    untilMs = presentUntilMs;
  }

  /** A connection came. */
  void connect() {
    connections.incrementAndGet();
  }

  /** A connection went. */
  void disconnect() {
    connections.decrementAndGet();
  }

  /** The board has said until when the place counts. */
  void kept(long boardUntil) {
    countsUntil = boardUntil;
  }

  long countsUntil() {
    return countsUntil;
  }

  boolean isTaken(long nowMs) {
    return connections.get() > 0 || untilMs >= nowMs;
  }
}
