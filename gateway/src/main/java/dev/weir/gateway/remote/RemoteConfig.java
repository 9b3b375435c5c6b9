package dev.weir.gateway.remote;

import dev.weir.runtime.config.ConfigReader;

/**
 * Where questions may go; keys {@code gateway.remote.*}.
 *
 * @param allowPrivate whether endpoints may lie in private networks, speak plain HTTP, and listen
 *     on any port; for tests, and for platforms with a single tenant
 */
public record RemoteConfig(boolean allowPrivate) {

  /** The public network alone. */
  public static final RemoteConfig DEFAULTS = new RemoteConfig(false);

  /** Reads the keys. */
  public static RemoteConfig read(ConfigReader config) {
    return new RemoteConfig(config.flag("gateway.remote.allow-private", false));
  }
}
