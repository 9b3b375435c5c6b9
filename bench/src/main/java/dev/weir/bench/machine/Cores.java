package dev.weir.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who runs on which core: the server alone on the first, all load on the second. */
public enum Cores {
  /** The core of the server under test. */
  SERVER(0),
  /** The core of viewers, publishers and databases. */
  LOAD(1);

  private final int number;

  Cores(int number) {
    this.number = number;
  }

  /** Its number, as the kernel counts. */
  public int number() {
    return number;
  }

  /** The command, pinned to this core. */
  public List<String> pin(List<String> command) {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(number)));
    pinned.addAll(command);
    return pinned;
  }

  /** Whether the machine has both. */
  public static boolean areThere() {
    return Files.exists(Path.of("/sys/devices/system/cpu/cpu" + LOAD.number));
  }

  /** The command, free to use both cores, whatever the process that asks is pinned to. */
  public static List<String> both(List<String> command) {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", SERVER + "," + LOAD));
    pinned.addAll(command);
    return pinned;
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }

  /** Moves the process that asks to this core, with all its threads. */
  public void take() throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Command.run(List.of("taskset", "-a", "-c", "-p", Integer.toString(number), pid));
  }

  /**
   * Puts the process that asks, and all that it starts from now on, before others on this machine,
   * for measuring where others work too. Only root may.
   *
   * @param niceness as the kernel counts: the lower the more important, -20 at most
   */
  public static void priority(int niceness) throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      List<String> command =
          new ArrayList<>(List.of("renice", "-n", Integer.toString(niceness), "-p"));
      threads.forEach(thread -> command.add(thread.getFileName().toString()));
      Command.run(command);
    }
    // Where sessions are scheduled as groups, niceness counts within a session only.
    Path group = Path.of("/proc/self/autogroup");
    if (Files.exists(group)) {
      Files.writeString(group, Integer.toString(niceness));
    }
  }
}
