package dev.weir.bench.server;

import java.time.Duration;

/** A server in one of its settings, as it takes part in a comparison. */
public interface Contender {

  /** Its name in tables. */
  String name();

  /** How it gathers what it writes: {@code video}, or a number of milliseconds. */
  String window();

  /** How long it has to work before it is at its best. */
  Duration warmUp();

  /** Starts it on the server's core. */
  ServerUnderTest start();
}
