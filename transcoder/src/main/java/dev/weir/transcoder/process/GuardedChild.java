package dev.weir.transcoder.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that ends with this one, also when this one is killed. A shell sets its limits, and a
 * watcher beside it waits for Weir's own process to vanish: the process's input is the stream, so
 * its end cannot be told from a process that has stopped to read. It leads a session of its own, so
 * that Ctrl-C in the terminal reaches Weir alone.
 */
final class GuardedChild {

  /**
   * The watcher ends when Weir is gone, or when the child is. In the first case the whole group is
   * killed. The shell lets go of all pipes, so that they close with the child.
   */
  private static final String GUARD =
      """
      server=$1
      ulimit -c 0
      ulimit -f 0
      ulimit -n $2
      ulimit -v $3
      shift 3
      tail -s 1 --pid="$server" -f /dev/null </dev/null >/dev/null 2>&1 &
      watcher=$!
      exec 4<&0
      ( "$@" 4<&-; status=$?; kill -KILL $watcher; exit $status ) <&4 &
      keeper=$!
      exec 4<&- </dev/null >/dev/null 2>&1
      wait $watcher
      kill -0 "$server" || kill -KILL 0
      wait $keeper
      """;

  private static final int BYTES_PER_KIB = 1024;
  private static final Duration BETWEEN_KILLS = Duration.ofMillis(500);
  private static final int KILLS = 10;

  private final Process shell;
  private final String program;

  private volatile @Nullable ProcessHandle found;

  private GuardedChild(Process shell, String program) {
    this.shell = shell;
    this.program = program;
  }

  /** Starts {@code command} in {@code directory}, with nothing in its environment. */
  static GuardedChild start(List<String> command, Path directory, ChildLimits limits)
      throws IOException {
    List<String> guarded = new ArrayList<>(List.of("setsid", "nice", "-n"));
    guarded.add(Integer.toString(ChildLimits.NICENESS));
    guarded.addAll(List.of("sh", "-c", GUARD, "weir-transcoder"));
    guarded.add(Long.toString(ProcessHandle.current().pid()));
    guarded.add(Integer.toString(ChildLimits.OPEN_FILES));
    guarded.add(Long.toString(limits.memoryBytes() / BYTES_PER_KIB));
    guarded.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(guarded).directory(directory.toFile());
    String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    return new GuardedChild(builder.start(), command.getFirst());
  }

  OutputStream input() {
    return shell.getOutputStream();
  }

  InputStream output() {
    return shell.getInputStream();
  }

  InputStream errors() {
    return shell.getErrorStream();
  }

  /** Waits for its end; whether it came in time. */
  boolean endsWithin(Duration deadline) throws InterruptedException {
    return shell.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As a shell tells it: 128 and the signal's number for one that was killed. */
  int status() {
    return shell.exitValue();
  }

  /** What the program itself has used, without its guard; empty when it is not there. Blocks. */
  Optional<ChildUse> use() {
    ProcessHandle known = found;
    if (known == null || !known.isAlive()) {
      known =
          shell
              .descendants()
              .filter(one -> one.info().command().filter(program::equals).isPresent())
              .findFirst()
              .orElse(null);
      found = known;
    }
    return known == null ? Optional.empty() : ChildUse.of(known.pid());
  }

  /** Ends it at once, and what belongs to it, and waits for that. */
  void kill() {
    try {
      for (int tries = 0; tries < KILLS; tries++) {
        // The shell may be about to start one more.
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        if (endsWithin(BETWEEN_KILLS)) {
          return;
        }
      }
      shell.destroyForcibly();
      shell.waitFor();
    } catch (InterruptedException interrupted) {
      shell.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
