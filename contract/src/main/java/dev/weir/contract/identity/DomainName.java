package dev.weir.contract.identity;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * A host name that tenants push to or play from, as an A-label in lower case without a trailing
 * dot. An IPv4 or bracketed IPv6 literal is accepted too, since first steps happen without DNS.
 */
public record DomainName(String value) {

  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;
  private static final int MAX_IPV6 = 45;

  /** Throws {@link IllegalArgumentException} unless the value is in the canonical form. */
  public DomainName {
    if (!isCanonical(value)) {
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
    String host = withoutPort(hostAndPort);
    if (isCanonical(host)) {
      // Every request names a host, nearly always like this.
      return Optional.of(new DomainName(host));
    }
    String lower = withoutPort(hostAndPort.strip().toLowerCase(Locale.ROOT));
    if (lower.endsWith(".")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    try {
      String ascii = lower.startsWith("[") ? lower : IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES);
      return Optional.of(new DomainName(ascii.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  private static boolean isCanonical(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
    return value.charAt(0) == '[' ? isIpv6(value) : isLabels(value);
  }

  /** Labels of 1 to 63 letters, digits and inner hyphens, divided by dots (RFC 1123, 2.1). */
  private static boolean isLabels(String value) {
    int label = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '.') {
        if (label == 0 || value.charAt(i - 1) == '-') {
          return false;
        }
        label = 0;
      } else if (isLetterOrDigit(c) || c == '-' && label > 0) {
        label++;
        if (label > MAX_LABEL) {
          return false;
        }
      } else {
        return false;
      }
    }
    return label > 0 && value.charAt(value.length() - 1) != '-';
  }

  private static boolean isIpv6(String value) {
    int inner = value.length() - 2;
    if (inner < 2 || inner > MAX_IPV6 || value.charAt(value.length() - 1) != ']') {
      return false;
    }
    for (int i = 1; i <= inner; i++) {
      char c = value.charAt(i);
      boolean allowed = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == ':' || c == '.';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
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
