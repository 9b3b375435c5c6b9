package dev.weir.portal;

import dev.weir.portal.account.signup.SignUpMode;
import dev.weir.portal.callback.delivery.CallbackConfig;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.mail.SmtpServer;
import dev.weir.portal.platform.PlatformConfig;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.runtime.config.ConfigReader;
import java.net.URI;
import java.util.Optional;

/**
 * Where the portal listens and where browsers find it.
 *
 * @param host address that it listens on
 * @param port port that it listens on; 0 lets the system choose
 * @param origin where browsers find it
 * @param signUp who may make an account
 * @param smtp where mails are handed to; empty keeps them in the operator's mailbox
 * @param domains what the operator settles about domains
 * @param callbacks where callbacks may go
 * @param platform what tenants see of the platform, until staff says something else
 */
public record PortalConfig(
    String host,
    int port,
    PortalOrigin origin,
    SignUpMode signUp,
    Optional<SmtpServer> smtp,
    DomainsConfig domains,
    CallbackConfig callbacks,
    PlatformConfig platform) {

  private static final int DEFAULT_PORT = 8080;
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads {@code portal.port}, {@code portal.url}, {@code portal.signup}, {@code mail.smtp.url},
   * {@code mail.from} and {@code listen.host}. Where only this machine reaches the portal,
   * everybody may sign up unless something else is said; elsewhere it takes an invitation.
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
    SignUpMode usual =
        host.equals(LOOPBACK) && origin.local() ? SignUpMode.OPEN : SignUpMode.INVITATION;
    SignUpMode signUp =
        config.value("portal.signup", usual, "open, invitation or closed", SignUpMode::parse);
    return new PortalConfig(
        host,
        port,
        origin,
        signUp,
        SmtpServer.read(config, origin.host()),
        DomainsConfig.read(config),
        CallbackConfig.read(config),
        PlatformConfig.read(config));
  }
}
