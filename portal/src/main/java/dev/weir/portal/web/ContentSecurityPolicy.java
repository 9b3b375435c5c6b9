package dev.weir.portal.web;

import java.util.Collection;

/**
 * What a page of the portal may load (Content Security Policy level 3): its own assets, scripts
 * that carry the page's nonce, and, on pages with a player, the tenant's play domains.
 */
public final class ContentSecurityPolicy {

  private ContentSecurityPolicy() {}

  /**
   * The header's value.
   *
   * @param nonce of this answer's scripts
   * @param playOrigins origins of the tenant's play domains, such as {@code http://localhost:8081}
   */
  public static String of(String nonce, Collection<String> playOrigins) {
    String play = playOrigins.isEmpty() ? "" : " " + String.join(" ", playOrigins);
    return "default-src 'none'"
        + ("; script-src 'nonce-" + nonce + "'")
        + "; style-src 'self'"
        + ("; img-src 'self' data:" + play)
        + ("; connect-src 'self'" + play)
        + ("; media-src 'self' blob:" + play)
        + "; worker-src 'self' blob:"
        + ("; frame-src 'self'" + play)
        + "; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  }
}
