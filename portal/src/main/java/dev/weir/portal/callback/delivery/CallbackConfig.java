package dev.weir.portal.callback.delivery;

import dev.weir.runtime.config.ConfigReader;

/**
 * Where callbacks may go; keys {@code callbacks.*}.
 *
 * @param allowPrivate whether endpoints may lie in private networks, speak plain HTTP, and listen
 *     on any port; for tests, and for platforms with a single tenant
 */
public record CallbackConfig(boolean allowPrivate) {

  /** The public network alone. */
  public static final CallbackConfig DEFAULTS = new CallbackConfig(false);

  /** Reads the keys. */
  public static CallbackConfig read(ConfigReader config) {
    return new CallbackConfig(config.flag("callbacks.allow-private", false));
  }
}
