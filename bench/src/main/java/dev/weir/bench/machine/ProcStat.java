package dev.weir.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Processor time of every process at one moment, as {@code /proc/PID/stat} has it.
 *
 * @param processes by process id
 */
record ProcStat(Map<Long, Entry> processes) {

  /** Ticks a second of the figures below; the same on all Linux systems that matter. */
  static final int TICKS_PER_SECOND = 100;

  private static final Path PROC = Path.of("/proc");
  // Places behind the name, which is in parentheses and may itself contain some.
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_SYSTEM = 14;

  /**
   * One process.
   *
   * @param name of its executable
   * @param parent its parent's id
   * @param ownTicks user and system time
   * @param ticks the same with that of children that have ended
   */
  record Entry(String name, long parent, long ownTicks, long ticks) {}

  /** Looks now. */
  static ProcStat now() throws IOException {
    Map<Long, Entry> processes = new HashMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        read(folder)
            .ifPresent(
                entry -> processes.put(Long.parseLong(folder.getFileName().toString()), entry));
      }
    }
    return new ProcStat(processes);
  }

  private static Optional<Entry> read(Path folder) {
    try {
      return Optional.of(parse(Files.readString(folder.resolve("stat"))));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  static Entry parse(String stat) {
    int nameEnd = stat.lastIndexOf(')');
    String name = stat.substring(stat.indexOf('(') + 1, nameEnd);
    List<String> fields = Arrays.asList(stat.substring(nameEnd + 2).split(" ", -1));
    long own = sum(fields.subList(USER, SYSTEM + 1));
    long all = sum(fields.subList(USER, CHILDREN_SYSTEM + 1));
    return new Entry(name, Long.parseLong(fields.get(PARENT)), own, all);
  }

  private static long sum(List<String> ticks) {
    return ticks.stream().mapToLong(Long::parseLong).sum();
  }

  /** A process and all that descend from it. */
  Set<Long> tree(long root) {
    Set<Long> tree = new HashSet<>(Set.of(root));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<Long, Entry> process : processes.entrySet()) {
        if (tree.contains(process.getValue().parent())) {
          grown |= tree.add(process.getKey());
        }
      }
    }
    return tree;
  }

  /** Seconds that these processes have used together. */
  double seconds(Set<Long> ids) {
    long ticks =
        ids.stream()
            .map(processes::get)
            .filter(java.util.Objects::nonNull)
            .mapToLong(Entry::ticks)
            .sum();
    return (double) ticks / TICKS_PER_SECOND;
  }
}
