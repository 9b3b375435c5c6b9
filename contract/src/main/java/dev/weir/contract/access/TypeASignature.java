package dev.weir.contract.access;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * ApsaraVideo Live's URL signature, type A, byte for byte: {@code
 * auth_key={timestamp}-{rand}-{uid}-{md5}} where {@code md5} is the lower-case hexadecimal MD5 of
 * {@code {URI}-{timestamp}-{rand}-{uid}-{key}} and {@code URI} is the path without domain and
 * query. A URL is valid while now is not after {@code timestamp} plus the domain's validity; no
 * skew is added.
 */
public final class TypeASignature {

  /** The query parameter that carries the signature. */
  public static final String PARAMETER = "auth_key";

  /** Most digits of a timestamp: until the year 2286. */
  private static final int MAX_TIMESTAMP = 10;

  /** Most characters of {@code rand} and of {@code uid}. */
  private static final int MAX_FIELD = 64;

  private TypeASignature() {}

  /** The value of {@code auth_key} for {@code uri}, with {@code rand} and {@code uid} 0. */
  public static String sign(String uri, Instant timestamp, SigningKey key) {
    return sign(uri, timestamp.getEpochSecond(), "0", "0", key);
  }

  /** The value of {@code auth_key} for {@code uri}. */
  public static String sign(
      String uri, long timestampSeconds, String rand, String uid, SigningKey key) {
    String fields = timestampSeconds + "-" + rand + "-" + uid + "-";
    return fields + HexFormat.of().formatHex(claim(uri, fields, "", timestampSeconds).hash(key));
  }

  /** What a URL says in this form; empty when nothing. */
  static Optional<Claim> read(SignedUrl url) {
    return QueryText.first(url.query(), PARAMETER).map(value -> read(url.path(), value));
  }

  private static Claim read(String uri, String value) {
    int timestampEnd = value.indexOf('-');
    int randEnd = value.indexOf('-', timestampEnd + 1);
    int hashAt = value.length() - Md5Claim.HASH_DIGITS;
    boolean readable =
        randEnd + 1 < hashAt
            && value.charAt(hashAt - 1) == '-'
            && Characters.areDigits(value, 0, timestampEnd, MAX_TIMESTAMP)
            && Characters.areLettersOrDigits(value, timestampEnd + 1, randEnd, MAX_FIELD)
            && Characters.areLettersOrDigits(value, randEnd + 1, hashAt - 1, MAX_FIELD)
            && Characters.areHex(value, hashAt, value.length());
    return readable
        ? claim(
            uri,
            value.substring(0, hashAt),
            value.substring(hashAt),
            Long.parseLong(value, 0, timestampEnd, 10))
        : Claim.Nothing.MALFORMED;
  }

  private static Md5Claim claim(String uri, String fields, String received, long timestampS) {
    return new Md5Claim(SignatureType.TYPE_A, false, uri + "-", fields, received, timestampS);
  }
}
