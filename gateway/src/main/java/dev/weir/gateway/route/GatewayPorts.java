package dev.weir.gateway.route;

/** The ports that the gateway listens on, as they are when it runs. Thread-safe. */
public final class GatewayPorts {

  private volatile int http;
  private volatile int https;

  void opened(int httpPort, int httpsPort) {
    http = httpPort;
    https = httpsPort;
  }

  /** Clear text; 0 before it is open. */
  public int http() {
    return http;
  }

  /** TLS; 0 before it is open. */
  public int https() {
    return https;
  }
}
