package dev.weir.portal.apikey;

import dev.weir.portal.web.Tokens;
import java.util.Optional;

/**
 * An API key as its holder has it: {@code weir_{prefix}_{secret}}. The prefix finds the key and may
 * be shown; the secret is 256 random bits, of which only a hash is kept.
 *
 * @param prefix 12 characters
 * @param secret 43 characters of base64url
 */
public record ApiKey(String prefix, String secret) {

  private static final String BRAND = "weir_";
  private static final int PREFIX_BITS = 72;
  private static final int PREFIX_CHARS = 12;
  private static final int SECRET_BITS = 256;
  private static final int SECRET_CHARS = 43;

  /** A new key. */
  public static ApiKey generate() {
    return new ApiKey(Tokens.random(PREFIX_BITS), Tokens.random(SECRET_BITS));
  }

  /** Reads the textual form; empty when it is no key. */
  public static Optional<ApiKey> read(String text) {
    int separator = BRAND.length() + PREFIX_CHARS;
    boolean formed =
        text.length() == separator + 1 + SECRET_CHARS
            && text.startsWith(BRAND)
            && text.charAt(separator) == '_';
    return formed
        ? Optional.of(
            new ApiKey(text.substring(BRAND.length(), separator), text.substring(separator + 1)))
        : Optional.empty();
  }

  /** The textual form, to be shown once. */
  public String text() {
    return BRAND + prefix + "_" + secret;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return BRAND + prefix + "_…";
  }
}
