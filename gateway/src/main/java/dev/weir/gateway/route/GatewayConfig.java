package dev.weir.gateway.route;

import dev.weir.gateway.load.LoadLimits;
import dev.weir.runtime.config.ConfigReader;
import dev.weir.runtime.http.TrustedProxies;

/**
 * Where the gateway listens and whom it believes; keys {@code listen.host} and {@code gateway.*}.
 *
 * @param host address to listen on
 * @param httpPort playback in clear text; 0 lets the system choose
 * @param httpsPort playback over TLS; 0 lets the system choose
 * @param proxies whose {@code X-Forwarded-For} is believed
 * @param load up to which newcomers are let in
 */
public record GatewayConfig(
    String host, int httpPort, int httpsPort, TrustedProxies proxies, LoadLimits load) {

  /** Playback in clear text. */
  public static final int DEFAULT_HTTP_PORT = 8081;

  /** Playback over TLS. */
  public static final int DEFAULT_HTTPS_PORT = 8443;

  /**
   * Reads the keys.
   *
   * @param host what {@code listen.host} says, which other rooms read too
   * @param proxies what {@code http.trusted-proxies} says
   */
  public static GatewayConfig read(ConfigReader config, String host, TrustedProxies proxies) {
    return new GatewayConfig(
        host,
        config.port("gateway.http.port", DEFAULT_HTTP_PORT),
        config.port("gateway.https.port", DEFAULT_HTTPS_PORT),
        proxies,
        LoadLimits.read(config));
  }
}
