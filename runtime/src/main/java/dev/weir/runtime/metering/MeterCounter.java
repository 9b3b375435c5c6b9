package dev.weir.runtime.metering;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * One counter, as somebody has it open. To add is one atomic instruction on mapped memory, which
 * the system keeps when the process is killed. Thread-safe.
 */
public final class MeterCounter implements AutoCloseable {

  private static final VarHandle VALUE = ValueLayout.JAVA_LONG.varHandle();

  private final MemorySegment value;
  private final Runnable released;

  /**
   * Opens one.
   *
   * @param value eight bytes, aligned
   * @param released is run when it is closed
   */
  MeterCounter(MemorySegment value, Runnable released) {
    this.value = value;
    this.released = released;
  }

  /** So much more; nothing is ever taken back. */
  public void add(long quantity) {
    if (quantity < 0) {
      throw new IllegalArgumentException("a counter never counts down");
    }
    if (quantity > 0) {
      long _ = (long) VALUE.getAndAdd(value, 0L, quantity);
    }
  }

  /** What it stands at, others who have it open included. */
  public long sinceBoot() {
    return (long) VALUE.getVolatile(value, 0L);
  }

  /** Nothing is added through this any more. To be called once. */
  @Override
  public void close() {
    released.run();
  }
}
