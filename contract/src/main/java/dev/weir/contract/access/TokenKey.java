package dev.weir.contract.access;

/**
 * A key that playback tokens (JSON Web Tokens, RFC 7519) are verified with.
 *
 * @param id the token's {@code kid}; a token without one is tried against each key of its algorithm
 * @param algorithm the one algorithm that this key is for: a token that names another is refused
 * @param material HS256: the secret, 32 to 256 characters. RS256, ES256: the public key as PEM
 */
public record TokenKey(String id, Algorithm algorithm, String material) {

  /** Most keys of a domain at a time. */
  public static final int MAX_PER_DOMAIN = 4;

  /** JSON Web Algorithms (RFC 7518 section 3.1). */
  public enum Algorithm {
    /** HMAC with SHA-256, under a shared secret. */
    HS256,
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256,
    /** ECDSA with P-256 and SHA-256. */
    ES256
  }

  /** The name under which a proof tells which key it came from; no signing key has such a name. */
  public String proofId() {
    return "token/" + id;
  }

  @Override
  public String toString() {
    return "TokenKey[" + id + " " + algorithm + "]";
  }
}
