package dev.weir.testkit.ffmpeg;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that is running. Its output and errors are read all the time, so that it never waits
 * for its reader. Closing ends it, also when it does not want to.
 */
public final class Running implements AutoCloseable {

  private static final int MOST_OUTPUT_BYTES = 512 << 20;
  private static final int MOST_ERROR_BYTES = 256 << 10;
  private static final Duration POLITE = Duration.ofSeconds(5);

  private final List<String> command;
  private final Process process;
  private final Captured output;
  private final Captured errors;

  private Running(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.output = Captured.all(process.getInputStream(), MOST_OUTPUT_BYTES);
    this.errors = Captured.tail(process.getErrorStream(), MOST_ERROR_BYTES);
  }

  static Running start(Tool tool, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(tool.path().toString());
    command.addAll(arguments);
    try {
      return new Running(List.copyOf(command), new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /** Its process, for tests that stop, continue or kill it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Its standard input. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has written to its standard output so far. */
  public byte[] outputSoFar() {
    return output.bytes();
  }

  /** What it has written to its standard error so far, the last of it. */
  public String errorsSoFar() {
    return errors.text();
  }

  /** Waits for its end; it is killed when it has not come by the deadline. */
  public Finished finish(Duration deadline) {
    if (!exits(deadline)) {
      process.destroyForcibly();
      exits(POLITE);
      throw new AssertionError(
          "not finished after " + deadline + ": " + command + "\n" + errors.text());
    }
    return finished();
  }

  /** Asks it to end as a user would (SIGTERM), and kills it when it does not within 5 seconds. */
  public Finished stop() {
    process.destroy();
    if (!exits(POLITE)) {
      process.destroyForcibly();
      exits(POLITE);
    }
    return finished();
  }

  /** Kills it at once (SIGKILL), as a crash or a power cut would. */
  public Finished kill() {
    process.destroyForcibly();
    exits(POLITE);
    return finished();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  private Finished finished() {
    output.awaitEnd(POLITE);
    errors.awaitEnd(POLITE);
    return new Finished(command, process.exitValue(), output.bytes(), errors.text());
  }

  private boolean exits(Duration deadline) {
    try {
      return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }
}
