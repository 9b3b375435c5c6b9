package dev.weir.gateway.house;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something that will be so soon. */
public final class Await {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 2_000_000;

  private Await() {}

  /** Returns when the condition holds; an assertion error after ten seconds. */
  public static void until(BooleanSupplier condition, String what) {
    until(condition, () -> what);
  }

  /** The same, with an error that is made when it is needed. */
  public static void until(BooleanSupplier condition, Supplier<String> what) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not in time: " + what.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
