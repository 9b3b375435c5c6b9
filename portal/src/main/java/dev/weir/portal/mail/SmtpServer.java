package dev.weir.portal.mail;

import dev.weir.runtime.config.ConfigReader;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The server that mails are handed to (RFC 5321).
 *
 * @param url {@code smtps:} speaks TLS from the start, {@code smtp:} by STARTTLS or not at all (RFC
 *     3207), {@code smtp+plain:} never; user and password where the server wants them, with {@code
 *     %40} for an at sign and so on
 * @param from the sender's address
 * @param trust certificates in PEM that are believed instead of those that the machine believes
 */
public record SmtpServer(URI url, String from, Optional<Path> trust) {

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

  /** A server whose certificate the machine believes. */
  public SmtpServer(URI url, String from) {
    this(url, from, Optional.empty());
  }

  /**
   * Reads {@code mail.smtp.url}, {@code mail.smtp.trust} and {@code mail.from}; empty where no
   * server is configured.
   *
   * @param host of the portal, whose {@code weir@} is the sender unless another is said
   */
  public static Optional<SmtpServer> read(ConfigReader config, String host) {
    String from = config.text("mail.from", "weir@" + host);
    Optional<Path> trust =
        config.value(
            "mail.smtp.trust", Optional.empty(), "a file of certificates", SmtpServer::readable);
    return config.value(
        "mail.smtp.url",
        Optional.empty(),
        "smtps://, smtp:// or smtp+plain://, with user:password@ where the server wants them",
        text ->
            text.isEmpty()
                ? Optional.empty()
                : Optional.of(new SmtpServer(URI.create(text), from, trust)));
  }

  private static Optional<Path> readable(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isReadable(Path.of(text))) {
      throw new IllegalArgumentException("no such file");
    }
    return Optional.of(Path.of(text));
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
    // The client looks at the name in the certificate (RFC 9525) unless it is told to: then not.
    trust.ifPresent(
        file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    if (url.getRawUserInfo() != null) {
      String[] login = url.getRawUserInfo().split(":", 2);
      options
          .setLogin(LoginOption.REQUIRED)
          .setUsername(decoded(login[0]))
          .setPassword(login.length > 1 ? decoded(login[1]) : "");
    }
    return options;
  }

  /** A plus is a plus here, other than in forms. */
  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url.getScheme() + "://" + url.getHost();
  }
}
