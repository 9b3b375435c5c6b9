package dev.weir.gateway.analytics;

/** Hosts of pages, as they are counted. Pure. */
public final class Referers {

  /** What is no name of a host, and hosts that are not told apart any more. */
  public static final String OTHER = "?";

  /** Longest name of a host (RFC 1035, section 2.3.4). */
  private static final int MAX_LENGTH = 253;

  private static final String ALLOWED = ".-_:[]";

  private Referers() {}

  /** The host if it is one; {@link #OTHER} for any other text, and nothing for none. */
  public static String of(String host) {
    if (host.length() > MAX_LENGTH) {
      return OTHER;
    }
    for (int i = 0; i < host.length(); i++) {
      char at = host.charAt(i);
      boolean plain = (at >= 'a' && at <= 'z') || (at >= '0' && at <= '9');
      if (!plain && ALLOWED.indexOf(at) < 0) {
        return OTHER;
      }
    }
    return host;
  }
}
