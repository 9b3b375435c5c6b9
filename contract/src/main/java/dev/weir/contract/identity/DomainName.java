package dev.weir.contract.identity;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host name that tenants push to or play from, as an A-label in lower case without a trailing
 * dot. An IPv4 or bracketed IPv6 literal is accepted too, since first steps happen without DNS.
 */
public record DomainName(String value) {

  private static final int MAX_LENGTH = 253;
  private static final Pattern LABELS =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

  /** Throws {@link IllegalArgumentException} unless the value is in the canonical form. */
  public DomainName {
    if (value.length() > MAX_LENGTH
        || !(LABELS.matcher(value).matches() || IPV6.matcher(value).matches())) {
      throw new IllegalArgumentException("not a domain name in canonical form");
    }
  }

  /**
   * Canonicalises what a user typed or a peer sent, with or without a port; empty when it is no
   * host name at all.
   */
  public static Optional<DomainName> parse(String hostAndPort) {
    if (hostAndPort.length() > MAX_LENGTH + 7) {
      return Optional.empty();
    }
    String host = withoutPort(hostAndPort.strip().toLowerCase(Locale.ROOT));
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    try {
      String ascii = host.startsWith("[") ? host : IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
      return Optional.of(new DomainName(ascii.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean portFollows = colon > host.lastIndexOf(']') && host.indexOf(':') == colon;
    boolean afterBracket = host.startsWith("[") && colon > host.lastIndexOf(']');
    return portFollows || afterBracket ? host.substring(0, colon) : host;
  }

  @Override
  public String toString() {
    return value;
  }
}
