package dev.weir.stream.timeline;

import dev.weir.stream.fanout.Loop;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loop that counts what is handed to it from outside.
 *
 * @param loop the loop itself
 * @param hops how often something was handed over
 */
record CountingLoop(Loop loop, AtomicInteger hops) implements Loop {

  @Override
  public boolean isCurrent() {
    return loop.isCurrent();
  }

  @Override
  public void execute(Runnable task) {
    hops.incrementAndGet();
    loop.execute(task);
  }

  @Override
  public Timer after(long delayMs, Runnable task) {
    return loop.after(delayMs, task);
  }
}
