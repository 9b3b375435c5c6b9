package dev.weir.gateway.access;

import dev.weir.contract.access.SignedUrl;
import java.util.Optional;

/** What a viewer shows to be let in. */
public sealed interface Credential {

  /**
   * A URL that the tenant signed, or gave a token for, or failed to.
   *
   * @param url as it came; its path is {@code /app/stream.flv}, {@code .m3u8}, {@code .html}, or
   *     {@code /app/stream} for RTMP, with a signature in front where types B and C put one
   * @param bearer the token of an {@code Authorization} header; empty when there is none
   */
  record UrlSignature(SignedUrl url, String bearer) implements Credential {

    /** A URL alone. */
    public UrlSignature(SignedUrl url) {
      this(url, "");
    }

    /** The playback token that was brought along, in the header or in the URL. */
    Optional<String> token() {
      return bearer.isEmpty() ? url.parameter(SignedUrl.TOKEN) : Optional.of(bearer);
    }
  }

  /**
   * A session that an earlier, signed request began.
   *
   * @param token as it stood in the path, without the tilde
   */
  record SessionToken(String token) implements Credential {}
}
