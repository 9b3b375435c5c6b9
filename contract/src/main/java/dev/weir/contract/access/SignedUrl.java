package dev.weir.contract.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A URL that may prove a right, as it came. The host is no part of what is signed: a key belongs to
 * one side of one domain, and is the domain's proof.
 *
 * @param path begins with a slash, percent-decoded once; with what types B and C put in front
 * @param query without its question mark, as it came; empty when there is none
 */
public record SignedUrl(String path, String query) {

  /** In this order; of several signatures in one URL the first counts that is accepted. */
  private static final List<SignatureType> LOOKED_FOR =
      List.of(SignatureType.HMAC, SignatureType.TYPE_A, SignatureType.TYPE_C, SignatureType.TYPE_B);

  /** The query parameter that carries a playback token. */
  public static final String TOKEN = "token";

  private static final Set<String> PROOFS =
      Set.of(
          TOKEN,
          TypeASignature.PARAMETER,
          TypeCSignature.HASH_PARAMETER,
          TypeCSignature.TIME_PARAMETER);

  /**
   * Verifies whatever signature the URL carries, against every key and in constant time.
   *
   * @param accepted forms that count
   * @param validity how long after its timestamp a URL of types A, B and C is valid; may be zero
   */
  public SignatureCheck check(
      Set<SignatureType> accepted, SigningKeyRing ring, Duration validity, Instant now) {
    return claim(accepted).check(ring, validity, now);
  }

  /** The claim that counts. */
  Claim claim(Set<SignatureType> accepted) {
    Claim none = Claim.Nothing.MISSING;
    for (int i = 0; i < LOOKED_FOR.size(); i++) {
      SignatureType type = LOOKED_FOR.get(i);
      Optional<Claim> found = read(type);
      if (found.isPresent()) {
        if (accepted.contains(type)) {
          return found.get();
        }
        none = Claim.Nothing.TYPE_REFUSED;
      }
    }
    return none;
  }

  private Optional<Claim> read(SignatureType type) {
    return switch (type) {
      case HMAC -> HmacSignature.read(this);
      case TYPE_A -> TypeASignature.read(this);
      case TYPE_B -> TypeBSignature.read(this);
      case TYPE_C -> TypeCSignature.read(this);
    };
  }

  /** The first value of a parameter, percent-decoded once; empty when there is none. */
  public Optional<String> parameter(String name) {
    return QueryText.first(query, name);
  }

  /** The query without what proves a right: what others may be told. As it came otherwise. */
  public String unsignedQuery() {
    StringBuilder rest = new StringBuilder(query.length());
    int at = 0;
    while (at < query.length()) {
      int end = QueryText.endOfPair(query, at);
      if (!isProof(query, at, end)) {
        rest.append(rest.isEmpty() ? "" : "&").append(query, at, end);
      }
      at = end + 1;
    }
    return rest.toString();
  }

  private static boolean isProof(String query, int at, int end) {
    int equals = query.indexOf('=', at);
    String name = query.substring(at, equals < 0 || equals > end ? end : equals);
    return PROOFS.contains(name) || HmacSignature.isParameter(name);
  }

  /** The path without a signature in front of it: what may be written down. */
  public String resource() {
    return PathSignature.read(path).map(PathSignature::rest).orElse(path);
  }

  /** Without any signature. */
  @Override
  public String toString() {
    return "SignedUrl[" + resource() + "]";
  }
}
