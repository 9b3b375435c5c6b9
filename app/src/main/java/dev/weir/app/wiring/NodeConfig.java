package dev.weir.app.wiring;

import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.config.ConfigReader;
import dev.weir.runtime.http.GuardedTransport;
import io.vertx.core.transport.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What concerns the process as a whole.
 *
 * @param dataDir everything that the node writes
 * @param listenHost address that public ports listen on
 * @param publicName name under which the demo tenant is reached
 * @param nodeId this process among others
 * @param door where it serves other nodes, when it ingests
 * @param transport how sockets are driven
 * @param clusterSecret the root of secrets; empty = in a file under {@code dataDir}
 * @param postgresUrl empty = embedded
 */
public record NodeConfig(
    Path dataDir,
    String listenHost,
    String publicName,
    NodeId nodeId,
    NodeDoor door,
    Transport transport,
    Optional<String> clusterSecret,
    Optional<URI> postgresUrl) {

  /** Reads it; problems are kept by the reader's source. */
  static NodeConfig read(ConfigReader reader, String defaultHost) {
    return new NodeConfig(
        reader.path("data.dir", Path.of("data")).toAbsolutePath().normalize(),
        reader.text("listen.host", defaultHost),
        reader.text("public.name", "localhost"),
        reader.value("node.id", new NodeId("node-1"), "a name", NodeId::new),
        NodeDoor.read(reader),
        reader.value(
            "node.transport",
            GuardedTransport.best(),
            "epoll, io_uring or nio, where this system has it",
            NodeConfig::transport),
        reader.text("cluster.secret"),
        reader.uri("postgres.url"));
  }

  private static Transport transport(String name) {
    Transport named =
        switch (name) {
          case "epoll" -> Transport.EPOLL;
          case "io_uring" -> Transport.IO_URING;
          case "nio" -> Transport.NIO;
          default -> null;
        };
    if (named == null || !named.available()) {
      throw new IllegalArgumentException("not a transport that this system has");
    }
    return named;
  }
}
