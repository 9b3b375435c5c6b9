package dev.weir.runtime.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The kernel's own list of TCP connections: what it still holds, whatever the processes think. */
final class TcpTable {

  private TcpTable() {}

  /** Whether the kernel holds the server's end of a connection in any state. */
  static boolean holds(int serverPort, int clientPort) {
    String server = hex(serverPort);
    String client = hex(clientPort);
    return List.of("/proc/net/tcp", "/proc/net/tcp6").stream()
        .flatMap(file -> lines(Path.of(file)).stream())
        .map(line -> line.strip().split("\\s+", -1))
        .anyMatch(fields -> fields[1].endsWith(server) && fields[2].endsWith(client));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String hex(int port) {
    return ":%04x".formatted(port).toUpperCase(Locale.ROOT);
  }
}
