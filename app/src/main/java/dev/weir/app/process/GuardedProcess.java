package dev.weir.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that ends with this one, also when this one is killed: a shell between the two
 * holds the reading end of a pipe, and interrupts the child when the pipe closes. It leads a
 * session of its own, so that Ctrl-C in the terminal reaches Weir alone, which then stops its
 * children in order.
 */
public final class GuardedProcess {

  /**
   * The child gets no input of its own; the loop reads the pipe until its end, which is the end of
   * Weir, or a regular stop. Built-ins only, so that nothing is left over.
   */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      child=$!
      ( while read -r _ <&3; do :; done; kill -INT $child ) 2>/dev/null &
      watcher=$!
      wait $child
      status=$?
      kill $watcher 2>/dev/null
      exit $status
      """;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final String name;
  private final Process guard;

  private GuardedProcess(String name, Process guard) {
    this.name = name;
    this.guard = guard;
  }

  /** Starts {@code command} with its output appended to {@code log}. */
  public static GuardedProcess start(String name, List<String> command, Path directory, Path log) {
    List<String> guarded = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, name));
    guarded.addAll(command);
    try {
      Process process =
          new ProcessBuilder(guarded)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new GuardedProcess(name, process);
    } catch (IOException failed) {
      throw new UncheckedIOException(name + " did not start", failed);
    }
  }

  /** Whether the child runs. */
  public boolean alive() {
    return guard.isAlive();
  }

  /**
   * Waits for the child's own end and gives its exit code; ends it when the thread is interrupted.
   */
  public int await() throws InterruptedException {
    try {
      return guard.waitFor();
    } catch (InterruptedException interrupted) {
      stop();
      throw interrupted;
    }
  }

  /** Asks the child to end and waits for it; after 15 s it is killed. */
  public void stop() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        guard.descendants().forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
        throw new IllegalStateException(
            name + " did not stop within " + STOP_LIMIT.toSeconds() + " s");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(name + " could not be told to stop", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      guard.destroyForcibly();
    }
  }
}
