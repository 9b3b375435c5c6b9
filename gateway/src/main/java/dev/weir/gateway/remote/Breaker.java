package dev.weir.gateway.remote;

import java.time.Duration;

/**
 * Leaves an endpoint alone that does not answer: after several silences in a row it is asked once
 * every few seconds, until it answers. The time is passed in. Thread-safe.
 */
final class Breaker {

  /** So many silences in a row, and it is left alone. */
  static final int SILENCES = 5;

  /** Between two attempts while it is left alone. */
  static final Duration REST = Duration.ofSeconds(5);

  private int silences;
  private long asksAgainAtMs;

  /** Whether to ask now. Who is told so must say what came of it. */
  synchronized boolean asks(long nowMs) {
    if (silences < SILENCES) {
      return true;
    }
    if (nowMs < asksAgainAtMs) {
      return false;
    }
    asksAgainAtMs = nowMs + REST.toMillis();
    return true;
  }

  /** There was an answer, whatever it said. */
  synchronized void answered() {
    silences = 0;
  }

  /** There was none. */
  synchronized void silent(long nowMs) {
    silences++;
    asksAgainAtMs = nowMs + REST.toMillis();
  }
}
