package dev.weir.app.wiring;

import dev.weir.runtime.config.ConfigReader;
import io.vertx.core.net.HostAndPort;
import java.util.Set;

/**
 * Where a node serves other nodes.
 *
 * @param host address that it listens on
 * @param port port that it listens on
 * @param advertised where others find it
 */
public record NodeDoor(String host, int port, HostAndPort advertised) {

  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 9091;
  private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

  /** Reads {@code node.host}, {@code node.port} and {@code node.advertise}. */
  static NodeDoor read(ConfigReader reader) {
    String host = reader.text("node.host", DEFAULT_HOST);
    int port = reader.port("node.port", DEFAULT_PORT);
    HostAndPort own = HostAndPort.create(host, port);
    HostAndPort advertised =
        reader.value("node.advertise", own, "a host, or host:port", text -> parse(text, port));
    if (advertised.equals(own) && ALL_ADDRESSES.contains(host)) {
      reader.problem("node.advertise is missing: other nodes cannot find node.host=" + host);
    }
    return new NodeDoor(host, port, advertised);
  }

  private static HostAndPort parse(String text, int defaultPort) {
    HostAndPort parsed = HostAndPort.parseAuthority(text, defaultPort);
    if (parsed == null) {
      throw new IllegalArgumentException("no host");
    }
    return parsed;
  }
}
