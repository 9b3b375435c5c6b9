package dev.weir.bench.swarm;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A server of HTTP, and where one begins there.
 *
 * @param authority host and port
 * @param path of the first request, with its query
 */
record HttpTarget(String authority, String path) {

  static HttpTarget of(URI uri) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new HttpTarget(uri.getRawAuthority(), uri.getRawPath() + query);
  }

  /** A GET. */
  ByteBuffer request(String target) {
    String text = "GET " + target + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What a playlist at {@code base} means by {@code reference}; its query goes with it alone. */
  static String resolve(String base, String reference) {
    int scheme = reference.indexOf("://");
    if (scheme > 0) {
      return reference.substring(reference.indexOf('/', scheme + 3));
    }
    if (reference.startsWith("/")) {
      return reference;
    }
    int query = base.indexOf('?');
    String path = query < 0 ? base : base.substring(0, query);
    return path.substring(0, path.lastIndexOf('/') + 1) + reference;
  }
}
