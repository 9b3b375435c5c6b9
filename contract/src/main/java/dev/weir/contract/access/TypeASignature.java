package dev.weir.contract.access;

import dev.weir.contract.fault.FaultCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ApsaraVideo Live's URL signature, type A, byte for byte: {@code
 * auth_key={timestamp}-{rand}-{uid}-{md5}} where {@code md5} is the lower-case hexadecimal MD5 of
 * {@code {URI}-{timestamp}-{rand}-{uid}-{key}} and {@code URI} is the path without domain and
 * query. A URL is valid while now is not after {@code timestamp} plus the domain's validity; no
 * skew is added. MD5 is the format's choice: a domain that wants better switches type A off.
 */
public final class TypeASignature {

  /** The query parameter that carries the signature. */
  public static final String PARAMETER = "auth_key";

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,10})-([A-Za-z0-9]{1,64})-([A-Za-z0-9]{1,64})-([0-9a-fA-F]{32})");

  private TypeASignature() {}

  /** The value of {@code auth_key} for {@code uri}, with {@code rand} and {@code uid} 0. */
  public static String sign(String uri, Instant timestamp, SigningKey key) {
    return sign(uri, timestamp.getEpochSecond(), "0", "0", key);
  }

  /** The value of {@code auth_key} for {@code uri}. */
  public static String sign(
      String uri, long timestampSeconds, String rand, String uid, SigningKey key) {
    String prefix = timestampSeconds + "-" + rand + "-" + uid + "-";
    return prefix + HexFormat.of().formatHex(digest(uri, prefix, key));
  }

  /**
   * Verifies the value of {@code auth_key} against every key of the ring, in constant time.
   *
   * @param uri path as signed: starts with a slash, no query, percent-decoded once
   * @param authKey the parameter's value; empty when the URL has none
   * @param validity how long after its timestamp a URL is valid; may be zero
   */
  public static SignatureCheck verify(
      String uri, Optional<String> authKey, SigningKeyRing ring, Duration validity, Instant now) {
    if (authKey.isEmpty()) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_MISSING);
    }
    Matcher form = FORM.matcher(authKey.get());
    if (!form.matches()) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED);
    }
    byte[] presented = HexFormat.of().parseHex(form.group(4));
    String prefix = form.group(1) + "-" + form.group(2) + "-" + form.group(3) + "-";
    String matched = "";
    for (SigningKey key : ring.keys()) {
      if (MessageDigest.isEqual(digest(uri, prefix, key), presented)) {
        matched = key.id();
      }
    }
    if (matched.isEmpty()) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_WRONG);
    }
    return checkTime(Long.parseLong(form.group(1)), matched, validity, now);
  }

  private static SignatureCheck checkTime(
      long timestampSeconds, String keyId, Duration validity, Instant now) {
    try {
      Instant validUntil = Instant.ofEpochSecond(timestampSeconds).plus(validity);
      return now.getEpochSecond() > validUntil.getEpochSecond()
          ? new SignatureCheck.Refused(FaultCode.SIGNATURE_EXPIRED)
          : new SignatureCheck.Valid(keyId, validUntil, ProofLimits.none());
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED);
    }
  }

  private static byte[] digest(String uri, String prefix, SigningKey key) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      String text = uri + "-" + prefix + key.secret();
      return md5.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }
}
