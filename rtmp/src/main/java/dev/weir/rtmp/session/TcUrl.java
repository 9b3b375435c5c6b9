package dev.weir.rtmp.session;

import java.util.Locale;

/**
 * The {@code tcUrl} of a connect command: {@code rtmp://host[:port]/app[?query]}. RTMP 1.0,
 * 7.2.1.1.
 *
 * @param host lower case, without port and user; an IPv6 address keeps its brackets; may be empty
 * @param path app and query as they stand behind the first slash; may be empty
 */
record TcUrl(String host, String path) {

  /** Takes whatever a client wrote; what cannot be found is empty. */
  static TcUrl parse(String text) {
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return new TcUrl("", "");
    }
    String rest = text.substring(scheme + 3);
    int end = endOfAuthority(rest);
    String authority = rest.substring(rest.lastIndexOf('@', end) + 1, end);
    return new TcUrl(withoutPort(authority).toLowerCase(Locale.ROOT), rest.substring(end));
  }

  private static int endOfAuthority(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == '/' || rest.charAt(i) == '?') {
        return i;
      }
    }
    return rest.length();
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
