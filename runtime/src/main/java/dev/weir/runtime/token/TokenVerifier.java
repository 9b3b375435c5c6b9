package dev.weir.runtime.token;

import dev.weir.contract.access.TokenKey;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Tells tokens that were signed with one key from all others. Thread-safe. */
public final class TokenVerifier {

  /** Fewest characters of a shared secret: as many bytes as the hash has (RFC 7518, 3.2). */
  public static final int MIN_SECRET = 32;

  /** Most characters of a shared secret. */
  public static final int MAX_SECRET = 256;

  /** Fewest bits of an RSA key (RFC 7518, 3.3). */
  public static final int MIN_RSA_BITS = 2_048;

  /** Most bits of an RSA key: verifying costs the square of it. */
  public static final int MAX_RSA_BITS = 4_096;

  private static final int P256_BITS = 256;
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final JWTAuth library;

  private TokenVerifier(JWTAuth library) {
    this.library = library;
  }

  /**
   * Takes a key; throws {@link IllegalArgumentException} with a sentence for the tenant when it is
   * none of its algorithm, or a weak one.
   */
  public static TokenVerifier of(TokenKey key) {
    require(key);
    PubSecKeyOptions one =
        new PubSecKeyOptions()
            .setId(key.id())
            .setAlgorithm(key.algorithm().name())
            .setBuffer(key.material().strip());
    // Times are judged by our own clock.
    JWTOptions options =
        new JWTOptions().setAlgorithm(key.algorithm().name()).setIgnoreExpiration(true);
    // It would need Vert.x to read a key store's file, and there is none.
    return new TokenVerifier(
        JWTAuth.create(null, new JWTAuthOptions().setJWTOptions(options).addPubSecKey(one)));
  }

  /** Whether the token's signature is this key's; its claims have been read before. */
  boolean isGenuine(String token) {
    // The library has decided when it returns.
    return library.authenticate(new TokenCredentials(token)).succeeded();
  }

  private static void require(TokenKey key) {
    boolean usable =
        switch (key.algorithm()) {
          case HS256 -> {
            int length = key.material().length();
            yield length >= MIN_SECRET && length <= MAX_SECRET;
          }
          case RS256 ->
              publicKey("RSA", key.material()) instanceof RSAPublicKey rsa
                  && rsa.getModulus().bitLength() >= MIN_RSA_BITS
                  && rsa.getModulus().bitLength() <= MAX_RSA_BITS;
          case ES256 ->
              publicKey("EC", key.material()) instanceof ECPublicKey ec
                  && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS;
        };
    if (!usable) {
      throw new IllegalArgumentException(
          switch (key.algorithm()) {
            case HS256 -> "A shared secret has 32 to 256 characters.";
            case RS256 -> "A public key of RSA has 2,048 to 4,096 bits.";
            case ES256 -> "A public key for ES256 lies on the curve P-256.";
          });
    }
  }

  private static PublicKey publicKey(String algorithm, String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("A public key begins with " + BEGIN + ".");
    }
    try {
      byte[] der =
          Base64.getMimeDecoder()
              .decode(text.substring(BEGIN.length(), text.length() - END.length()));
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
    } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("This is no public key of " + algorithm + ".", unreadable);
    }
  }
}
