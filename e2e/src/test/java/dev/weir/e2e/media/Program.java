package dev.weir.e2e.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine, and what it says, kept for the message of a failure. */
public final class Program implements AutoCloseable {

  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final List<String> command;
  private final Process process;
  private final Path said;

  private Program(List<String> command, Process process, Path said) {
    this.command = command;
    this.process = process;
    this.said = said;
  }

  /** Starts it. */
  public static Program start(List<String> command) {
    return start(command, Map.of());
  }

  /** Starts it with further environment variables. */
  public static Program start(List<String> command, Map<String, String> environment) {
    try {
      Path said = Files.createTempFile("weir-e2e-program", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
      builder.environment().putAll(environment);
      return new Program(command, builder.start(), said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The path of a program of this machine. A missing one fails the test, since a promise that was
   * not tried does not hold.
   */
  public static String installed(String name, String debianPackage) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                name
                    + " is missing: run e2e/prepare as root, or install the package "
                    + debianPackage))
        .toString();
  }

  public boolean alive() {
    return process.isAlive();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for the program's own end, and returns its exit code. */
  public int await(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not end within " + limit.toSeconds() + " s: " + this);
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits for a successful end. */
  public void succeed(Duration limit) {
    int status = await(limit);
    if (status != 0) {
      throw new AssertionError("exit code " + status + ": " + this);
    }
  }

  /** What it has said so far. */
  public String said() {
    try {
      return Files.readString(said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends it as a user does with Ctrl-C or the power switch of a recorder: it may say goodbye. */
  public void end() {
    process.destroy();
    await(END_LIMIT);
  }

  /** Ends it without any chance of a goodbye. */
  public void kill() {
    process.destroyForcibly();
    await(END_LIMIT);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    try {
      Files.deleteIfExists(said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return String.join(" ", command) + "\n" + said();
  }
}
