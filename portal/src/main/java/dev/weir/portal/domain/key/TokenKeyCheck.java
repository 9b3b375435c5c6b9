package dev.weir.portal.domain.key;

import dev.weir.contract.access.TokenKey;
import dev.weir.runtime.token.TokenVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Whether tokens can be verified with a key, before anybody relies on it. */
public final class TokenKeyCheck {

  /** Longest public key as PEM, characters. */
  public static final int MAX_PEM = 4_000;

  private static final int P256_BITS = 256;
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private TokenKeyCheck() {}

  /** Why a key is none, in the order in which it is found out. */
  public enum Flaw {
    /** Too short or too long, or with characters that are hard to copy. */
    SECRET,
    /** A private key, which belongs to whoever makes tokens and to nobody else. */
    PRIVATE,
    /** No PEM of a public key. */
    FORM,
    /** A key of another algorithm, or on another curve. */
    ALGORITHM,
    /** Too small an RSA key to be safe, or too large to verify with quickly. */
    SIZE
  }

  /** What is wrong with a key; empty when nothing is. */
  public static Optional<Flaw> of(TokenKey key) {
    return switch (key.algorithm()) {
      case HS256 -> secret(key.material());
      case RS256, ES256 -> pem(key);
    };
  }

  private static Optional<Flaw> secret(String secret) {
    boolean fits =
        secret.length() >= TokenVerifier.MIN_SECRET
            && secret.length() <= TokenVerifier.MAX_SECRET
            && secret.chars().allMatch(c -> c > ' ' && c < 0x7F);
    return fits ? Optional.empty() : Optional.of(Flaw.SECRET);
  }

  private static Optional<Flaw> pem(TokenKey key) {
    String text = key.material().strip();
    if (text.contains("PRIVATE KEY")) {
      return Optional.of(Flaw.PRIVATE);
    }
    if (text.length() > MAX_PEM || !text.startsWith(BEGIN) || !text.endsWith(END)) {
      return Optional.of(Flaw.FORM);
    }
    try {
      String inner = text.substring(BEGIN.length(), text.length() - END.length());
      byte[] der = Base64.getMimeDecoder().decode(inner);
      boolean rsa = key.algorithm() == TokenKey.Algorithm.RS256;
      PublicKey read =
          KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(der));
      return flaw(read);
    } catch (IllegalArgumentException unreadable) {
      return Optional.of(Flaw.FORM);
    } catch (GeneralSecurityException another) {
      return Optional.of(Flaw.ALGORITHM);
    }
  }

  private static Optional<Flaw> flaw(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> {
        int bits = rsa.getModulus().bitLength();
        yield bits < TokenVerifier.MIN_RSA_BITS || bits > TokenVerifier.MAX_RSA_BITS
            ? Optional.of(Flaw.SIZE)
            : Optional.empty();
      }
      case ECPublicKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        yield bits == P256_BITS ? Optional.empty() : Optional.of(Flaw.ALGORITHM);
      }
      default -> Optional.of(Flaw.ALGORITHM);
    };
  }
}
