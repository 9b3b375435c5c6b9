package dev.weir.runtime.redis;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where Redis is: {@code redis://[[user]:password@]host[:port][/database]}, {@code rediss://} with
 * TLS, or {@code unix:///path}.
 *
 * @param text the URL, secrets included
 */
public record RedisUrl(String text) {

  private static final Set<String> SCHEMES = Set.of("redis", "rediss", "unix");

  /** Throws {@link IllegalArgumentException} on anything that is no such URL. */
  public RedisUrl {
    URI uri = URI.create(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean located = scheme.equals("unix") ? uri.getPath() != null : uri.getHost() != null;
    if (!SCHEMES.contains(scheme) || !located) {
      throw new IllegalArgumentException("a Redis URL is redis://, rediss:// or unix:///");
    }
  }

  /** A Redis on this machine. */
  public static RedisUrl loopback(int port) {
    return new RedisUrl("redis://127.0.0.1:" + port);
  }

  /** Without user and password, for log lines. */
  @Override
  public String toString() {
    URI uri = URI.create(text);
    return uri.getScheme()
        + "://"
        + (uri.getHost() == null ? "" : uri.getHost())
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + (uri.getPath() == null ? "" : uri.getPath());
  }
}
