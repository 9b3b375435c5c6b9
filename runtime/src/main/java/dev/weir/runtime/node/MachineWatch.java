package dev.weir.runtime.node;

import dev.weir.contract.live.NodeReport.Machine;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process takes of its machine, from one look to the next. For one thread at a time. */
public final class MachineWatch {

  /** Linux, {@code proc_pid_status(5)}. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final String RESIDENT = "VmRSS:";
  private static final long KIB = 1_024;

  private final TimeSource time;
  private long lookedNanos;
  private Duration used;

  /** Begins to watch. */
  public MachineWatch(TimeSource time) {
    this.time = time;
    this.lookedNanos = time.nanos();
    this.used = processorTime();
  }

  /** How it is now, and how busy it was since the look before. */
  public synchronized Machine look(Optional<Duration> loopLateness) {
    long now = time.nanos();
    Duration usedNow = processorTime();
    int processors = Runtime.getRuntime().availableProcessors();
    double had = Math.max(1, now - lookedNanos) * (double) processors;
    double share = usedNow.minus(used).toNanos() / had;
    lookedNanos = now;
    used = usedNow;
    Runtime heap = Runtime.getRuntime();
    return new Machine(
        processors,
        Math.clamp(share, 0, 1),
        residentBytes(),
        heap.totalMemory() - heap.freeMemory(),
        heap.maxMemory(),
        loopLateness);
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long residentBytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(kib -> Long.parseLong(kib) * KIB)
          .findFirst()
          .orElse(0);
    } catch (IOException notLinux) {
      return 0;
    }
  }
}
