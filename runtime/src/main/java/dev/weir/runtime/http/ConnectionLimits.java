package dev.weir.runtime.http;

import dev.weir.runtime.config.ConfigReader;

/**
 * How many connections an HTTP listener holds at a time, whatever they are doing.
 *
 * @param inAll most connections of one listener
 * @param perAddress most of them from one address (IPv6 by /64), trusted proxies apart
 */
public record ConnectionLimits(int inAll, int perAddress) {

  /** What holds unless configured otherwise; many viewers may share one address. */
  public static final ConnectionLimits DEFAULTS = new ConnectionLimits(100_000, 10_000);

  private static final int MOST = 10_000_000;

  /** Reads {@code http.connections} and {@code http.connections-per-address}. */
  public static ConnectionLimits read(ConfigReader config) {
    return new ConnectionLimits(
        config.count("http.connections", DEFAULTS.inAll, 1, MOST),
        config.count("http.connections-per-address", DEFAULTS.perAddress, 1, MOST));
  }
}
