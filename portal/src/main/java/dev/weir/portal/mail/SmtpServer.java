package dev.weir.portal.mail;

import dev.weir.runtime.config.ConfigReader;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.util.Optional;

/**
 * The server that mails are handed to (RFC 5321).
 *
 * @param url {@code smtps:} speaks TLS from the start, {@code smtp:} by STARTTLS or not at all (RFC
 *     3207), {@code smtp+plain:} never; user and password where the server wants them
 * @param from the sender's address
 */
public record SmtpServer(URI url, String from) {

  private static final int SMTPS_PORT = 465;
  private static final int SUBMISSION_PORT = 587;
  private static final int CONNECTIONS = 2;
  private static final int PATIENCE_MS = 10_000;
  private static final int IDLE_S = 30;

  /** Throws {@link IllegalArgumentException} unless the URL has a known scheme and a host. */
  public SmtpServer {
    boolean known =
        switch (String.valueOf(url.getScheme())) {
          case "smtps", "smtp", "smtp+plain" -> url.getHost() != null;
          default -> false;
        };
    if (!known) {
      throw new IllegalArgumentException("not an SMTP server");
    }
  }

  /**
   * Reads {@code mail.smtp.url} and {@code mail.from}; empty where no server is configured.
   *
   * @param host of the portal, whose {@code weir@} is the sender unless another is said
   */
  public static Optional<SmtpServer> read(ConfigReader config, String host) {
    String from = config.text("mail.from", "weir@" + host);
    return config.value(
        "mail.smtp.url",
        Optional.empty(),
        "smtps://, smtp:// or smtp+plain://, with user:password@ where the server wants them",
        text ->
            text.isEmpty()
                ? Optional.empty()
                : Optional.of(new SmtpServer(URI.create(text), from)));
  }

  /** As the client takes it. */
  MailConfig options() {
    boolean tls = url.getScheme().equals("smtps");
    int usual = tls ? SMTPS_PORT : SUBMISSION_PORT;
    MailConfig options = new MailConfig();
    options
        .setHostname(url.getHost())
        .setPort(url.getPort() < 0 ? usual : url.getPort())
        .setSsl(tls)
        .setStarttls(
            url.getScheme().equals("smtp") ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
        .setLogin(LoginOption.NONE)
        .setMaxPoolSize(CONNECTIONS)
        .setConnectTimeout(PATIENCE_MS)
        .setIdleTimeout(IDLE_S);
    if (url.getUserInfo() != null) {
      String[] login = url.getUserInfo().split(":", 2);
      options
          .setLogin(LoginOption.REQUIRED)
          .setUsername(login[0])
          .setPassword(login.length > 1 ? login[1] : "");
    }
    return options;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url.getScheme() + "://" + url.getHost();
  }
}
