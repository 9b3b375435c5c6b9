package dev.weir.app.wiring;

import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.config.ConfigReader;
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
 * @param clusterSecret the root of secrets; empty = in a file under {@code dataDir}
 * @param postgresUrl empty = embedded
 */
public record NodeConfig(
    Path dataDir,
    String listenHost,
    String publicName,
    NodeId nodeId,
    Optional<String> clusterSecret,
    Optional<URI> postgresUrl) {

  private static final int NODE_PORT = 9091;

  /** Reads it; problems are kept by the reader's source. */
  static NodeConfig read(ConfigReader reader, String defaultHost) {
    // Known names of rooms to come, so that a file that has them is not refused for it.
    reader.port("node.port", NODE_PORT);
    reader.text("node.host", "127.0.0.1");
    reader.text("storage.url");
    return new NodeConfig(
        reader.path("data.dir", Path.of("data")).toAbsolutePath().normalize(),
        reader.text("listen.host", defaultHost),
        reader.text("public.name", "localhost"),
        reader.value("node.id", new NodeId("node-1"), "a name", NodeId::new),
        reader.text("cluster.secret"),
        reader.uri("postgres.url"));
  }
}
