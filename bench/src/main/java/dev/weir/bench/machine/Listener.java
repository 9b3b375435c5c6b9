package dev.weir.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which process listens on a port, as {@code /proc} has it. */
public final class Listener {

  private static final Path PROC = Path.of("/proc");
  private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private Listener() {}

  /** Its id: the lowest one, where several processes share the socket, which is the parent's. */
  public static long on(int port) {
    try {
      Set<String> sockets = sockets(port);
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
        long lowest = Long.MAX_VALUE;
        for (Path process : processes) {
          if (holds(process, sockets)) {
            lowest = Math.min(lowest, Long.parseLong(process.getFileName().toString()));
          }
        }
        if (lowest == Long.MAX_VALUE) {
          throw new IOException("nobody listens on port " + port);
        }
        return lowest;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Set<String> sockets(int port) throws IOException {
    Set<String> sockets = new HashSet<>();
    for (String table : TABLES) {
      for (String line : Files.readAllLines(PROC.resolve(table))) {
        if (isListening(line, port)) {
          sockets.add("socket:[" + fields(line).get(INODE) + "]");
        }
      }
    }
    return sockets;
  }

  static boolean isListening(String line, int port) {
    List<String> fields = fields(line);
    return fields.size() > INODE
        && fields.get(STATE).equals(LISTENING)
        && fields.get(LOCAL_ADDRESS).endsWith(String.format(":%04X", port));
  }

  private static List<String> fields(String line) {
    return Arrays.asList(line.trim().split(" +", -1));
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }
}
