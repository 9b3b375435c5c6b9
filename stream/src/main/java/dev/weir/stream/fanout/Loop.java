package dev.weir.stream.fanout;

/**
 * An event loop as streams see it: one thread that runs short tasks in the order in which they
 * came. Thread-safe. Two loops are equal when they are the same thread.
 */
public interface Loop {

  /** Whether the caller is running on this loop. */
  boolean isCurrent();

  /**
   * Runs {@code task} after everything that was handed over before.
   *
   * @throws java.util.concurrent.RejectedExecutionException when the loop has shut down
   */
  void execute(Runnable task);

  /** Runs {@code task} now when the caller is on this loop, else as {@link #execute} does. */
  default void run(Runnable task) {
    if (isCurrent()) {
      task.run();
    } else {
      execute(task);
    }
  }

  /** Runs {@code task} once, {@code delayMs} from now. */
  Timer after(long delayMs, Runnable task);

  /** Something that will happen unless it is called off. */
  interface Timer {

    /** Calls it off; nothing when it has happened. To be called on the loop. */
    void cancel();
  }
}
