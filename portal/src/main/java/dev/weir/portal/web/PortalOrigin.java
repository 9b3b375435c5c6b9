package dev.weir.portal.web;

import java.net.URI;
import java.util.Locale;

/**
 * Where browsers find the portal, and what follows from it: only over https are cookies {@code
 * Secure}, and only a real name on port 443 may be pinned to https.
 */
public record PortalOrigin(URI url) {

  private static final String PINNED = "max-age=31536000; includeSubDomains";
  private static final int HTTPS_PORT = 443;

  /** Throws {@link IllegalArgumentException} unless the URL is http or https and names a host. */
  public PortalOrigin {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new IllegalArgumentException("portal.url is an http or https URL");
    }
  }

  /** Whether browsers come over https. */
  public boolean secure() {
    return "https".equals(url.getScheme());
  }

  /** The whole address of one of the portal's paths, for mails. */
  public String at(String path) {
    String base = url.toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }

  /** The host name. */
  public String host() {
    return url.getHost().toLowerCase(Locale.ROOT);
  }

  /** Host, and port where it is not the scheme's own: what a browser sends as {@code Host}. */
  public String authority() {
    return url.getPort() < 0 ? host() : host() + ":" + url.getPort();
  }

  /** Name of the session cookie; the prefix makes browsers refuse one that was set from outside. */
  public String sessionCookie() {
    return secure() ? "__Host-weir-session" : "weir-session";
  }

  /** The value of {@code Strict-Transport-Security}; empty where it must not be sent. */
  public String transportSecurity() {
    int port = url.getPort() < 0 ? HTTPS_PORT : url.getPort();
    return secure() && port == HTTPS_PORT && !localOrAddress() ? PINNED : "";
  }

  /**
   * Whether the name is one that means this machine wherever it is said (RFC 6761, section 6.3).
   */
  public boolean local() {
    return host().equals("localhost") || host().endsWith(".localhost");
  }

  private boolean localOrAddress() {
    String host = host();
    return local()
        || host.startsWith("[")
        || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }
}
