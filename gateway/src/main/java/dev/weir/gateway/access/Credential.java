package dev.weir.gateway.access;

import dev.weir.contract.access.SignedUrl;

/** What a viewer shows to be let in. */
public sealed interface Credential {

  /**
   * A URL that the tenant signed, or failed to sign.
   *
   * @param url as it came; its path is {@code /app/stream.flv}, {@code .m3u8}, {@code .html}, or
   *     {@code /app/stream} for RTMP, with a signature in front where types B and C put one
   */
  record UrlSignature(SignedUrl url) implements Credential {}

  /**
   * A session that an earlier, signed request began.
   *
   * @param token as it stood in the path, without the tilde
   */
  record SessionToken(String token) implements Credential {}
}
