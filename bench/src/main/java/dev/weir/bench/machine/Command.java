package dev.weir.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Short-lived programs of the system. */
public final class Command {

  private Command() {}

  /** Whether the system has a program of this name. */
  public static boolean exists(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /**
   * Runs a program to its end, which must be a good one, and gives what it said; otherwise that is
   * thrown.
   */
  public static String run(List<String> command) throws IOException {
    return run(command, Path.of("/dev/null"));
  }

  /** As {@link #run(List)}, with a file as its input. */
  public static String run(List<String> command, Path input) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + said.strip());
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    return said;
  }
}
