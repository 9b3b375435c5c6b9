package dev.weir.bench.server;

import dev.weir.bench.machine.Child;
import dev.weir.bench.machine.Cores;
import dev.weir.bench.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx in one process, on the server's core. */
public final class Nginx {

  private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/nginx"));
  private static final List<Path> RTMP_MODULES =
      List.of(Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so"));

  private Nginx() {}

  /** Whether nginx and its RTMP module are on this machine. */
  public static boolean isHere() {
    return PROGRAMS.stream().anyMatch(Files::exists)
        && RTMP_MODULES.stream().anyMatch(Files::exists);
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder for its configuration, its logs and whatever it writes
   * @param blocks of its configuration, besides the general part
   * @param port that it is to listen on
   */
  static Child start(Path folder, String blocks, int port) {
    String configuration =
        """
        load_module %s;
        daemon off;
        master_process off;
        user root;
        worker_rlimit_nofile 65536;
        error_log %s/error.log warn;
        pid %s/nginx.pid;
        events {
          worker_connections 20000;
        }
        """
            .formatted(RTMP_MODULES.getFirst(), folder, folder);
    try {
      Files.createDirectories(folder);
      Path file = Files.writeString(folder.resolve("nginx.conf"), configuration + blocks);
      List<String> command =
          List.of(PROGRAMS.getFirst().toString(), "-p", folder.toString(), "-c", file.toString());
      Child child =
          Child.start(Cores.SERVER.pin(command), folder, Map.of(), folder.resolve("console.log"));
      Ports.awaitOpen(port, child);
      return child;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
