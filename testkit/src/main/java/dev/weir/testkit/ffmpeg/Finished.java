package dev.weir.testkit.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a command ended.
 *
 * @param command what was run
 * @param exitCode 0 when all went well; 137 when it was killed
 * @param output its standard output
 * @param errors its standard error, the last 256 KiB of it
 */
public record Finished(List<String> command, int exitCode, byte[] output, String errors) {

  /** This, unless the command failed. */
  public Finished expectSuccess() {
    if (exitCode != 0) {
      throw new AssertionError("exit code " + exitCode + " of " + command + ":\n" + errors);
    }
    return this;
  }

  /** The standard output as text. */
  public String text() {
    return new String(output, StandardCharsets.UTF_8);
  }

  /** The lines of the standard output, without empty ones. */
  public List<String> lines() {
    return text().lines().filter(line -> !line.isBlank()).toList();
  }
}
