package dev.weir.contract.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Alibaba CDN's URL signature, type B, byte for byte: {@code /{YYYYMMDDHHMM}/{md5}{path}} where
 * {@code md5} is the lower-case hexadecimal MD5 of {@code {key}{YYYYMMDDHHMM}{path}}. The minute is
 * told in UTC+8; a URL is valid while now is not after it plus the domain's validity.
 */
public final class TypeBSignature {

  /** Digits of a minute. */
  static final int MINUTE_DIGITS = 12;

  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TypeBSignature() {}

  /** {@code path} with the signature in front, of the minute in which {@code timestamp} lies. */
  public static String sign(String path, Instant timestamp, SigningKey key) {
    String minute = MINUTE.format(timestamp.atOffset(ZONE));
    byte[] hash = claim(path, minute, "", timestamp.getEpochSecond()).hash(key);
    return "/" + minute + "/" + HexFormat.of().formatHex(hash) + path;
  }

  /** What a URL says in this form; empty when nothing. */
  static Optional<Claim> read(SignedUrl url) {
    return PathSignature.read(url.path())
        .filter(found -> found.type() == SignatureType.TYPE_B)
        .map(TypeBSignature::read);
  }

  private static Claim read(PathSignature found) {
    try {
      long timestampS = LocalDateTime.parse(found.first(), MINUTE).toEpochSecond(ZONE);
      return claim(found.rest(), found.first(), found.second(), timestampS);
    } catch (DateTimeException noMinute) {
      return Claim.Nothing.MALFORMED;
    }
  }

  private static Md5Claim claim(String path, String minute, String received, long timestampS) {
    return new Md5Claim(SignatureType.TYPE_B, true, minute, path, received, timestampS);
  }
}
