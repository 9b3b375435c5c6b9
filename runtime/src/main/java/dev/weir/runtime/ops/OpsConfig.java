package dev.weir.runtime.ops;

import dev.weir.runtime.config.ConfigReader;
import java.util.Optional;

/**
 * The operator's port.
 *
 * @param host address to listen on
 * @param port TCP port
 * @param token what {@code /metrics} asks for as a bearer token; without one it answers only on
 *     loopback
 */
public record OpsConfig(String host, int port, Optional<String> token) {

  /** Port unless configured otherwise. */
  public static final int DEFAULT_PORT = 9090;

  /** Reads {@code ops.*}. */
  public static OpsConfig read(ConfigReader config) {
    return new OpsConfig(
        config.text("ops.host", "127.0.0.1"),
        config.port("ops.port", DEFAULT_PORT),
        config.text("ops.token"));
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "OpsConfig[" + host + ":" + port + "]";
  }
}
