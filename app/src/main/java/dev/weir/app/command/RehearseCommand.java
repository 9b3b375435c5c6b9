package dev.weir.app.command;

import dev.weir.app.rehearsal.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Starts everything once on a throw-away data directory and free ports, plays a clip to a small
 * audience, and stops. Run by the build under {@code -XX:AOTCacheOutput}, so that the JVM keeps
 * what it learned for the starts that follow (JEP 514).
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts everything once and stops, so that later starts are fast.")
public final class RehearseCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    Path dataDir = Files.createTempDirectory("weir-rehearsal");
    try {
      new Rehearsal(dataDir).perform();
    } finally {
      delete(dataDir);
    }
    return 0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
