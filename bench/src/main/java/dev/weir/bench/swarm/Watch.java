package dev.weir.bench.swarm;

/** How far a viewer has come in the stream. */
interface Watch {

  /** The viewer begins to connect. */
  void asked(long nowNanos);

  /** Whether it has got something that it can show. */
  boolean begun();

  /** A window of measurement begins. */
  void mark();

  /** Media time that has passed since {@link #mark}, milliseconds. */
  long progressMs();

  /** By how much its progress may differ from the wall clock's, since media comes in pieces. */
  long pieceMs();
}
