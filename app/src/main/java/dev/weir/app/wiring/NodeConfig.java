package dev.weir.app.wiring;

import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.config.ConfigReader;
import dev.weir.runtime.redis.RedisUrl;
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
 * @param redisUrl empty = embedded
 */
public record NodeConfig(
    Path dataDir,
    String listenHost,
    String publicName,
    NodeId nodeId,
    Optional<String> clusterSecret,
    Optional<URI> postgresUrl,
    Optional<RedisUrl> redisUrl) {

  /** Reads it; problems are kept by the reader's source. */
  static NodeConfig read(ConfigReader reader, String defaultHost) {
    return new NodeConfig(
        reader.path("data.dir", Path.of("data")).toAbsolutePath().normalize(),
        reader.text("listen.host", defaultHost),
        reader.text("public.name", "localhost"),
        reader.value("node.id", new NodeId("node-1"), "a name", NodeId::new),
        reader.text("cluster.secret"),
        reader.uri("postgres.url"),
        reader.value(
            "redis.url",
            Optional.empty(),
            "a Redis URL",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(new RedisUrl(text))));
  }
}
