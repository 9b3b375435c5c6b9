package dev.weir.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM of the same user, as {@code jcmd} tells it. */
public final class JavaHeap {

  /** A line for each generation, or one for a heap that has none; details are indented. */
  private static final Pattern GENERATION =
      Pattern.compile("^(?!Metaspace)\\S.*?used (\\d+)([KM])", Pattern.MULTILINE);

  private JavaHeap() {}

  /** Bytes that are still in use after a full collection, which this asks for. */
  public static long liveBytes(long pid) {
    try {
      jcmd(pid, "GC.run");
      return used(jcmd(pid, "GC.heap_info"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static long used(String heapInfo) {
    long bytes = 0;
    Matcher generations = GENERATION.matcher(heapInfo);
    while (generations.find()) {
      int shift = generations.group(2).equals("K") ? 10 : 20;
      bytes += Long.parseLong(generations.group(1)) << shift;
    }
    return bytes;
  }

  private static String jcmd(long pid, String command) throws IOException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Command.run(List.of(program, Long.toString(pid), command));
  }
}
