package dev.weir.runtime.clock;

import java.time.Duration;
import java.time.Instant;

/** Clocks that stand still until a test moves them. Thread-safe. */
public final class ManualTimeSource implements TimeSource {

  private Instant wall;
  private long nanos;

  private ManualTimeSource(Instant wall) {
    this.wall = wall;
  }

  /** Starts at {@code wall}; the monotonic clock starts at 0. */
  public static ManualTimeSource at(Instant wall) {
    return new ManualTimeSource(wall);
  }

  @Override
  public synchronized Instant now() {
    return wall;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  /** Lets time pass on both clocks. */
  public synchronized void advance(Duration passed) {
    if (passed.isNegative()) {
      throw new IllegalArgumentException("time does not pass backwards; use jumpTo");
    }
    wall = wall.plus(passed);
    nanos += passed.toNanos();
  }

  /** Sets the wall clock, as an operator or NTP would; the monotonic clock does not notice. */
  public synchronized void jumpTo(Instant newWall) {
    wall = newWall;
  }
}
