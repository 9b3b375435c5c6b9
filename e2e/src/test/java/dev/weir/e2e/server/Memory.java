package dev.weir.e2e.server;

import dev.weir.e2e.media.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's process takes of the machine's memory.
 *
 * @param residentBytes as the kernel counts it
 * @param heapBytes objects that are alive, after a full collection
 */
public record Memory(long residentBytes, long heapBytes) {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

  /** Looks at a running server; it collects its garbage for that. */
  public static Memory of(ProcessHandle process) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = Long.toString(process.pid());
    // Before the collection, which gives memory back that the next minute takes again.
    long residentBytes = resident(pid);
    try (Program histogram = Program.start(List.of(jcmd, pid, "GC.class_histogram"))) {
      histogram.succeed(LIMIT);
      Matcher total = HISTOGRAM_TOTAL.matcher(histogram.said());
      if (!total.find()) {
        throw new IllegalStateException(histogram.toString());
      }
      return new Memory(residentBytes, Long.parseLong(total.group(1)));
    }
  }

  private static long resident(String pid) {
    try {
      return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return "%d MiB resident, %d MiB live heap".formatted(residentBytes >> 20, heapBytes >> 20);
  }
}
