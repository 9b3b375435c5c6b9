package dev.weir.bench.machine;

import java.time.Duration;

/** Waiting while others work. */
public final class Pause {

  private Pause() {}

  /** Waits that long. */
  public static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
