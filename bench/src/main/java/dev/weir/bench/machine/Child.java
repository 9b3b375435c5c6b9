package dev.weir.bench.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that the benchmark has started and that it can talk to, line by line. */
public final class Child implements AutoCloseable {

  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  private Child(Process process) {
    this.process = process;
    // Nothing stays behind when the benchmark itself is stopped.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /** Starts a process that is talked to; what it complains about is seen by the user. */
  public static Child start(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      return new Child(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts a process whose output goes to a file. */
  public static Child start(
      List<String> command, Path folder, Map<String, String> environment, Path output) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new Child(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Says a line. */
  public void say(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("the process has ended: " + process.info(), gone);
    }
  }

  /** Waits for the next line. */
  public String hear() {
    try {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("the process has ended: " + process.info());
      }
      return line;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as SIGTERM does; what does not end is killed. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
