package dev.weir.e2e;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, never for a time alone. */
final class Pause {

  private static final long STEP_MS = 50;

  private Pause() {}

  /** One step between two looks at a condition. */
  static void briefly() {
    try {
      Thread.sleep(STEP_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits until the condition holds; fails with what was waited for. */
  static void until(String what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      briefly();
    }
  }
}
