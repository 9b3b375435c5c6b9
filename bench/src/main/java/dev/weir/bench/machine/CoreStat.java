package dev.weir.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How long a core has worked and rested, as {@code /proc/stat} has it.
 *
 * @param totalTicks since the start of the machine
 * @param idleTicks of these, at rest
 * @param workTicks of these, neither at rest nor taken by another machine of the same host
 */
record CoreStat(long totalTicks, long idleTicks, long workTicks) {

  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;

  static CoreStat now(Cores core) throws IOException {
    String name = "cpu" + core.number() + " ";
    for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
      if (line.startsWith(name)) {
        return parse(line.substring(name.length()));
      }
    }
    throw new IOException("no core " + core.number());
  }

  static CoreStat parse(String figures) {
    List<Long> ticks = Arrays.stream(figures.trim().split(" +", -1)).map(Long::parseLong).toList();
    // Time of guests, which comes after, is part of user time already.
    long total = ticks.subList(0, STEAL + 1).stream().mapToLong(Long::longValue).sum();
    long idle = ticks.get(IDLE) + ticks.get(IO_WAIT);
    return new CoreStat(total, idle, total - idle - ticks.get(STEAL));
  }

  /** Seconds since then that it has worked, for processes and for interrupts. */
  double workSecondsSince(CoreStat then) {
    return (double) (workTicks - then.workTicks) / ProcStat.TICKS_PER_SECOND;
  }

  /** Share of the time since then that it has worked, 0 to 1. */
  double busySince(CoreStat then) {
    long total = totalTicks - then.totalTicks;
    return total == 0 ? 0 : 1 - (double) (idleTicks - then.idleTicks) / total;
  }
}
