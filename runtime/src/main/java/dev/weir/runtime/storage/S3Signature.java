package dev.weir.runtime.storage;

import dev.weir.contract.storage.Bucket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 of AWS for S3 ("Authenticating Requests: Using the Authorization Header"): it
 * binds method, path, query, headers and the SHA-256 of the body, so that a store takes no body
 * that was damaged on its way. Pure.
 */
final class S3Signature {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;

  private S3Signature() {}

  /** The time as a request carries it. */
  static String time(Instant at) {
    return TIME.format(at);
  }

  /** Lowercase hexadecimal SHA-256. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256", bytes));
  }

  /** Lowercase hexadecimal MD5: what a store calls the tag of a part. */
  static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(digest("MD5", bytes));
  }

  /**
   * The value of the header {@code Authorization}.
   *
   * @param path as it is sent; of unreserved characters and slashes
   * @param query as {@link #query} writes it
   * @param headers all that are signed, names in lowercase; {@code host}, {@code x-amz-date} and
   *     {@code x-amz-content-sha256} among them
   */
  static String authorization(
      Bucket bucket, String method, String path, String query, SortedMap<String, String> headers) {
    String time = headers.getOrDefault("x-amz-date", "");
    String date = time.substring(0, DATE_LENGTH);
    String names = String.join(";", headers.keySet());
    String listed =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String request =
        String.join(
            "\n",
            method,
            path,
            query,
            listed,
            names,
            headers.getOrDefault("x-amz-content-sha256", ""));
    String scope = date + "/" + bucket.region() + "/s3/aws4_request";
    String text = String.join("\n", ALGORITHM, time, scope, sha256(utf8(request)));
    byte[] key = hmac(utf8("AWS4" + bucket.key().secret()), date);
    for (String part : new String[] {bucket.region(), "s3", "aws4_request"}) {
      key = hmac(key, part);
    }
    return ALGORITHM
        + " Credential="
        + bucket.key().id()
        + "/"
        + scope
        + ",SignedHeaders="
        + names
        + ",Signature="
        + HexFormat.of().formatHex(hmac(key, text));
  }

  /** A query in the one form that is signed and sent. */
  static String query(SortedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(S3Signature::parameter)
        .collect(Collectors.joining("&"));
  }

  private static String parameter(Map.Entry<String, String> parameter) {
    return encode(parameter.getKey()) + "=" + encode(parameter.getValue());
  }

  /** RFC 3986, section 2.1: all but unreserved characters, in uppercase hexadecimal. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : utf8(text)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has it", absent);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has it", absent);
    }
  }
}
