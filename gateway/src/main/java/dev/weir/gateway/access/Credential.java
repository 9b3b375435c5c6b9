package dev.weir.gateway.access;

import java.util.Optional;

/** What a viewer shows to be let in. */
public sealed interface Credential {

  /**
   * A URL that the tenant signed, or failed to sign.
   *
   * @param signedPath the path that the signature covers, percent-decoded once: {@code
   *     /app/stream.flv}, {@code .m3u8}, {@code .html}, or {@code /app/stream} for RTMP
   * @param authKey value of the parameter {@code auth_key}; empty when there is none
   */
  record UrlSignature(String signedPath, Optional<String> authKey) implements Credential {}

  /**
   * A session that an earlier, signed request began.
   *
   * @param token as it stood in the path, without the tilde
   */
  record SessionToken(String token) implements Credential {}
}
