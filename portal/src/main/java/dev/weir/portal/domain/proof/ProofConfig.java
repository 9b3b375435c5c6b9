package dev.weir.portal.domain.proof;

import dev.weir.runtime.config.ConfigReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Whom to ask about domains.
 *
 * @param resolver name server; empty for the machine's own
 * @param allowPrivate whether files of proof may be fetched from private networks
 * @param filePort port of web servers that hold files of proof
 */
public record ProofConfig(
    Optional<InetSocketAddress> resolver, boolean allowPrivate, int filePort) {

  private static final int DNS_PORT = 53;
  private static final int HTTP_PORT = 80;

  /** The machine's name server and the public network. */
  public static final ProofConfig DEFAULTS = new ProofConfig(Optional.empty(), false, HTTP_PORT);

  /** Reads {@code dns.resolver}, {@code dns.allow-private} and {@code domains.proof-port}. */
  public static ProofConfig read(ConfigReader config) {
    return new ProofConfig(
        config.value(
            "dns.resolver",
            Optional.empty(),
            "an address such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(resolver(text))),
        config.flag("dns.allow-private", false),
        config.port("domains.proof-port", HTTP_PORT));
  }

  private static InetSocketAddress resolver(String text) {
    boolean six = text.startsWith("[");
    int colon = six ? text.indexOf(':', text.indexOf(']')) : text.indexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    int port = colon < 0 ? DNS_PORT : Integer.parseInt(text.substring(colon + 1));
    return new InetSocketAddress(
        InetAddress.ofLiteral(six ? host.substring(1, host.length() - 1) : host), port);
  }
}
