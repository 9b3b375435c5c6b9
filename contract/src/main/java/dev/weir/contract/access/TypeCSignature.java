package dev.weir.contract.access;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Alibaba CDN's URL signature, type C, byte for byte: {@code /{md5}/{hexTime}{path}} or {@code
 * {path}?KEY1={md5}&KEY2={hexTime}}, where {@code md5} is the lower-case hexadecimal MD5 of {@code
 * {key}{path}{hexTime}} and the time, in Unix seconds, has eight hexadecimal digits that are hashed
 * as they are written. A URL is valid while now is not after it plus the domain's validity.
 */
public final class TypeCSignature {

  /** The query parameter with the hash. */
  public static final String HASH_PARAMETER = "KEY1";

  /** The query parameter with the time. */
  public static final String TIME_PARAMETER = "KEY2";

  /** Hexadecimal digits of a time: until the year 2106. */
  static final int TIME_DIGITS = 8;

  private static final int RADIX = 16;

  private TypeCSignature() {}

  /** {@code path} with the signature in front. */
  public static String signPath(String path, Instant timestamp, SigningKey key) {
    return "/" + hash(path, timestamp, key) + "/" + hex(timestamp) + path;
  }

  /** The query that signs {@code path}. */
  public static String signQuery(String path, Instant timestamp, SigningKey key) {
    String hash = hash(path, timestamp, key);
    return HASH_PARAMETER + "=" + hash + "&" + TIME_PARAMETER + "=" + hex(timestamp);
  }

  /** What a URL says in this form, in its query before its path; empty when nothing. */
  static Optional<Claim> read(SignedUrl url) {
    Optional<String> hash = QueryText.first(url.query(), HASH_PARAMETER);
    if (hash.isPresent()) {
      String time = QueryText.first(url.query(), TIME_PARAMETER).orElse("");
      return Optional.of(read(url.path(), hash.get(), time));
    }
    return PathSignature.read(url.path())
        .filter(found -> found.type() == SignatureType.TYPE_C)
        .map(found -> read(found.rest(), found.first(), found.second()));
  }

  private static Claim read(String path, String hash, String time) {
    return PathSignature.isHash(hash) && isTime(time)
        ? claim(path, time, hash)
        : Claim.Nothing.MALFORMED;
  }

  static boolean isTime(String text) {
    return text.length() == TIME_DIGITS && Characters.areHex(text, 0, TIME_DIGITS);
  }

  private static String hash(String path, Instant timestamp, SigningKey key) {
    return HexFormat.of().formatHex(claim(path, hex(timestamp), "").hash(key));
  }

  private static String hex(Instant timestamp) {
    return String.format(Locale.ROOT, "%08X", timestamp.getEpochSecond());
  }

  private static Md5Claim claim(String path, String time, String received) {
    long timestampS = Long.parseLong(time, RADIX);
    return new Md5Claim(SignatureType.TYPE_C, true, path, time, received, timestampS);
  }
}
