package dev.weir.contract.check;

import java.util.Locale;

/**
 * The host in a {@code Referer} or {@code Origin} field. What has none is given as it stands, so
 * that a page which hides its name ({@code Origin: null}) is a page all the same, and on no list
 * but {@code *}.
 */
public final class PageHost {

  /** Most characters that are looked at. */
  public static final int MAX_LENGTH = 255;

  private PageHost() {}

  /** Lower case, without user and port; empty for an empty field alone. */
  public static String of(String field) {
    int scheme = field.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int to = from;
    while (to < field.length() && "/?#\\".indexOf(field.charAt(to)) < 0) {
      to++;
    }
    String host = host(field.substring(from, to));
    String named = scheme < 0 || host.isEmpty() ? field : host;
    return named.substring(0, Math.min(named.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
  }

  private static String host(String authority) {
    String place = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = place.lastIndexOf(':');
    return colon > place.lastIndexOf(']') ? place.substring(0, colon) : place;
  }
}
