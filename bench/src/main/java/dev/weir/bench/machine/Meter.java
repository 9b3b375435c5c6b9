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
  private final CoreStat serverCore;
  private final CoreStat loadCore;

  private Meter(TimeSource time, long serverPid) throws IOException {
    this.time = time;
    this.serverPid = serverPid;
    this.before = ProcStat.now();
    this.serverCore = CoreStat.now(Cores.SERVER);
    this.loadCore = CoreStat.now(Cores.LOAD);
    this.startNanos = time.nanos();
  }

  /** Begins to measure a server and its children. */
  public static Meter start(TimeSource time, long serverPid) {
    try {
      return new Meter(time, serverPid);
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
      double serverSeconds = spent(after, server);
      double workSeconds = CoreStat.now(Cores.SERVER).workSecondsSince(serverCore);
      return new Usage(
          wallSeconds,
          serverSeconds,
          spent(after, Set.of(serverPid)),
          spent(after, known) - serverSeconds,
          CoreStat.now(Cores.LOAD).busySince(loadCore),
          Math.max(0, workSeconds - serverSeconds),
          loudest(after, known));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Name of the stranger that is still there and has worked most. */
  private String loudest(ProcStat after, Set<Long> known) {
    String loudest = "";
    long most = 0;
    for (Map.Entry<Long, ProcStat.Entry> process : after.processes().entrySet()) {
      ProcStat.Entry then = before.processes().get(process.getKey());
      long ticks = process.getValue().ownTicks() - (then == null ? 0 : then.ownTicks());
      if (!known.contains(process.getKey()) && ticks > most) {
        loudest = process.getValue().name();
        most = ticks;
      }
    }
    return loudest;
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
