package dev.weir.bench.machine;

import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Processor time from one moment to another: the server's, the load's and everybody else's. */
public final class Meter {

  private static final double NANOS_PER_SECOND = 1e9;

  private final TimeSource time;
  private final long serverPid;
  private final long startNanos;
  private final ProcStat before;
  private final CoreStat loadCore;

  private Meter(TimeSource time, long serverPid, ProcStat before, CoreStat loadCore) {
    this.time = time;
    this.serverPid = serverPid;
    this.startNanos = time.nanos();
    this.before = before;
    this.loadCore = loadCore;
  }

  /** Begins to measure a server and its children. */
  public static Meter start(TimeSource time, long serverPid) {
    try {
      return new Meter(time, serverPid, ProcStat.now(), CoreStat.now(Cores.LOAD));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends the measurement. */
  public Usage stop() {
    try {
      ProcStat after = ProcStat.now();
      double wallSeconds = (time.nanos() - startNanos) / NANOS_PER_SECOND;
      Set<Long> server = after.tree(serverPid);
      Set<Long> known = new HashSet<>(server);
      known.addAll(after.tree(ProcessHandle.current().pid()));
      String loudest = "";
      double loudestSeconds = 0;
      for (Map.Entry<Long, ProcStat.Entry> process : after.processes().entrySet()) {
        double seconds = spent(after, Set.of(process.getKey()));
        if (!known.contains(process.getKey()) && seconds > loudestSeconds) {
          loudest = process.getValue().name();
          loudestSeconds = seconds;
        }
      }
      return new Usage(
          wallSeconds,
          spent(after, server),
          spent(after, Set.of(serverPid)),
          spent(after, known) - spent(after, server),
          CoreStat.now(Cores.LOAD).busySince(loadCore),
          loudest,
          loudestSeconds);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private double spent(ProcStat after, Set<Long> ids) {
    return after.seconds(ids) - before.seconds(ids);
  }

  /** Bytes of memory that a process has resident now. */
  public static long residentBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      throw new IOException("no VmRSS of " + pid);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
