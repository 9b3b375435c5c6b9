package dev.weir.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.config.ConfigException;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.http.GuardedTransport;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.transport.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeConfigTest {

  private static NodeConfig read(Map<String, String> values) {
    ConfigSource source = ConfigSource.load(Optional.empty(), Map.of(), values);
    NodeConfig config = NodeConfig.read(source.reader(), "0.0.0.0");
    source.verify();
    return config;
  }

  @Test
  void isFoundOnLoopbackUnlessConfigured() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new NodeConfig(
                Path.of("data").toAbsolutePath(),
                "0.0.0.0",
                "localhost",
                new NodeId("node-1"),
                new NodeDoor("127.0.0.1", 9091, HostAndPort.create("127.0.0.1", 9091)),
                GuardedTransport.best(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void isReadFromTheConfiguration() {
    assertThat(
            read(
                Map.of(
                    "data.dir", "/var/lib/weir",
                    "listen.host", "192.0.2.1",
                    "public.name", "weir.example",
                    "node.id", "ingest-2",
                    "node.host", "0.0.0.0",
                    "node.port", "7000",
                    "node.advertise", "10.0.0.7:7001",
                    "node.transport", "nio",
                    "cluster.secret", "secret",
                    "postgres.url", "postgresql://db/weir")))
        .isEqualTo(
            new NodeConfig(
                Path.of("/var/lib/weir"),
                "192.0.2.1",
                "weir.example",
                new NodeId("ingest-2"),
                new NodeDoor("0.0.0.0", 7000, HostAndPort.create("10.0.0.7", 7001)),
                Transport.NIO,
                Optional.of("secret"),
                Optional.of(URI.create("postgresql://db/weir"))));
  }

  @Test
  void aTransportThatThisSystemLacksIsAProblem() {
    assertThatThrownBy(() -> read(Map.of("node.transport", "carrier-pigeon")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("node.transport");
  }

  @Test
  void isAdvertisedWhereItListensUnlessSaidOtherwise() {
    assertThat(read(Map.of("node.host", "10.0.0.7", "node.port", "7000")).door().advertised())
        .isEqualTo(HostAndPort.create("10.0.0.7", 7000));
    assertThat(read(Map.of("node.advertise", "ingest-2", "node.port", "7000")).door().advertised())
        .isEqualTo(HostAndPort.create("ingest-2", 7000));
  }

  @Test
  void mustBeFoundSomewhereWhenItListensOnAllAddresses() {
    assertThatThrownBy(() -> read(Map.of("node.host", "0.0.0.0")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .contains("node.advertise"));
    assertThatThrownBy(() -> read(Map.of("node.advertise", "a b:c")))
        .isInstanceOf(ConfigException.class);
  }
}
