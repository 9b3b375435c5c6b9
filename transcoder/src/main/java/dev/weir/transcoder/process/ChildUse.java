package dev.weir.transcoder.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a process has used, as {@code /proc} says (proc(5)).
 *
 * @param processorTime user and system time since its start
 * @param residentBytes memory that it takes now
 */
public record ChildUse(Duration processorTime, long residentBytes) {

  /** The unit of times in {@code /proc}; the same on all Linux systems that matter. */
  private static final long MS_PER_TICK = 10;

  private static final long BYTES_PER_KIB = 1024;
  private static final String RESIDENT = "VmRSS:";

  /** Places behind the name, which is in parentheses and may itself contain some. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** Looks now; empty when it is gone. Blocks shortly. */
  static Optional<ChildUse> of(long pid) {
    Path folder = Path.of("/proc", Long.toString(pid));
    try {
      return Optional.of(
          parse(
              Files.readString(folder.resolve("stat")),
              Files.readString(folder.resolve("status"))));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  static ChildUse parse(String stat, String status) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    long kib =
        status
            .lines()
            .filter(line -> line.startsWith(RESIDENT))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
    return new ChildUse(Duration.ofMillis(ticks * MS_PER_TICK), kib * BYTES_PER_KIB);
  }
}
