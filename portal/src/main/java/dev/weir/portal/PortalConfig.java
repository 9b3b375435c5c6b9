package dev.weir.portal;

import dev.weir.portal.web.PortalOrigin;
import dev.weir.runtime.config.ConfigReader;
import java.net.URI;

/**
 * Where the portal listens and where browsers find it.
 *
 * @param host address that it listens on
 * @param port port that it listens on; 0 lets the system choose
 * @param origin where browsers find it
 */
public record PortalConfig(String host, int port, PortalOrigin origin) {

  private static final int DEFAULT_PORT = 8080;

  /**
   * Reads {@code portal.port}, {@code portal.url} and {@code listen.host}.
   *
   * @param defaultHost what {@code listen.host} is unless configured, which depends on the command
   */
  public static PortalConfig read(ConfigReader config, String defaultHost) {
    String host = config.text("listen.host", defaultHost);
    int port = config.port("portal.port", DEFAULT_PORT);
    PortalOrigin fallback = new PortalOrigin(URI.create("http://localhost:" + port));
    PortalOrigin origin =
        config.value(
            "portal.url",
            fallback,
            "an http or https URL",
            text -> new PortalOrigin(URI.create(text)));
    return new PortalConfig(host, port, origin);
  }
}
