package dev.weir.portal.platform;

import dev.weir.runtime.config.ConfigReader;

/**
 * What the configuration says of the platform, until staff says something else.
 *
 * @param name what tenants know the platform as
 * @param support where tenants find help: an e-mail address or a link; empty for nowhere
 */
public record PlatformConfig(String name, String support) {

  /** What holds unless configured otherwise. */
  public static final PlatformConfig DEFAULTS = new PlatformConfig("Weir", "");

  /** Reads {@code platform.name} and {@code platform.support}. */
  public static PlatformConfig read(ConfigReader config) {
    return new PlatformConfig(
        config.value(
            "platform.name",
            DEFAULTS.name,
            PlatformSetting.NAME.rule(),
            PlatformSetting.NAME::read),
        config.value(
            "platform.support",
            DEFAULTS.support,
            PlatformSetting.SUPPORT.rule(),
            PlatformSetting.SUPPORT::read));
  }
}
