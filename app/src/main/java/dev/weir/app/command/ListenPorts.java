package dev.weir.app.command;

import dev.weir.app.wiring.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports that a process with all roles listens on, by the setting that chooses each. */
final class ListenPorts {

  private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();

  private ListenPorts() {}

  static ListenPorts of(Settings settings) {
    ListenPorts ports = new ListenPorts();
    ports.add("portal.port", settings.portal().host(), settings.portal().port());
    ports.add("gateway.http.port", settings.gateway().host(), settings.gateway().httpPort());
    ports.add("gateway.https.port", settings.gateway().host(), settings.gateway().httpsPort());
    ports.add("ingest.rtmp.port", settings.node().listenHost(), settings.rtmp().plainPort());
    ports.add("ingest.rtmps.port", settings.node().listenHost(), settings.rtmp().tlsPort());
    ports.add("node.port", settings.node().door().host(), settings.node().door().port());
    ports.add("ops.port", settings.ops().host(), settings.ops().port());
    return ports;
  }

  private void add(String key, String host, int port) {
    addresses.put(key, new InetSocketAddress(host, port));
  }

  /** One sentence for each port that another program has. */
  List<String> taken() {
    List<String> sentences = new ArrayList<>();
    addresses.forEach((key, address) -> {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(address);
      } catch (IOException taken) {
        sentences.add(
            "port %d is taken by another program (a running Weir?); choose another: --%s=PORT"
                .formatted(address.getPort(), key));
      }
    });
    return sentences;
  }

  /** Ends the command, before anything was started, when a port is taken. */
  void requireFree() {
    List<String> taken = taken();
    if (!taken.isEmpty()) {
      throw new UsageException("Weir cannot start:\n  " + String.join("\n  ", taken));
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    addresses.forEach(
        (key, address) -> text.append(key).append('=').append(address.getPort()).append(' '));
    return text.toString().strip();
  }
}
