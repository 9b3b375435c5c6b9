package dev.weir.bench.server;

/** How eagerly viewers take what they are sent. */
public enum Reading {
  /** At once. */
  STEADY,
  /** A tenth of what the stream has. */
  SLOW,
  /** Not at all, once the stream has begun; the connection stays open. */
  STOPPED
}
