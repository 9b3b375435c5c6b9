package dev.weir.contract.access;

import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Weir's own URL signature: {@code w_sig} is the hexadecimal HMAC-SHA-256, under the key, of the
 * lines
 *
 * <pre>
 *   weir-url-1
 *   {path, or the value of w_path}
 *   {name}={value}      each parameter whose name begins with w_, but w_sig, in order of names
 * </pre>
 *
 * with a line feed between two lines and none behind the last. Values are signed as they are after
 * percent-decoding, so that how a URL is encoded and ordered changes nothing. Only {@code w_exp}
 * has to be there. What is there twice, or not known, refuses the URL: nobody shall think that it
 * is limited when it is not.
 */
public final class HmacSignature {

  /** The parameter that carries the signature. */
  public static final String SIGNATURE = "w_sig";

  /** Last second in which the URL opens something, Unix seconds. */
  public static final String EXPIRY = "w_exp";

  /** First second in which it does, Unix seconds. */
  public static final String NOT_BEFORE = "w_nbf";

  /** Begins every path that the URL opens; starts and ends with a slash. */
  public static final String PATH_PREFIX = "w_path";

  /** Address or network from which alone it may be used. */
  public static final String NETWORK = "w_net";

  /** The tenant's name for the person. */
  public static final String USER = "w_user";

  /** In how many places that person may watch at once. */
  public static final String CONCURRENCY = "w_max";

  /** What its uses are counted under. */
  public static final String TICKET = "w_ticket";

  /** How often the ticket opens something; once without it. */
  public static final String USES = "w_uses";

  /** The best rendition that may be watched. */
  public static final String TOP_RENDITION = "w_top";

  /** Most characters of a value: there is room for the path of a stream, the longest of them. */
  public static final int MAX_VALUE = 260;

  private static final String PREFIX = "w_";
  private static final String VERSION = "weir-url-1";
  private static final int HASH_DIGITS = 64;

  /** Most digits of a time: until the year 2286. */
  private static final int MAX_TIME = 10;

  private static final Set<String> NAMES =
      Set.of(
          SIGNATURE,
          EXPIRY,
          NOT_BEFORE,
          PATH_PREFIX,
          NETWORK,
          USER,
          CONCURRENCY,
          TICKET,
          USES,
          TOP_RENDITION);

  private HmacSignature() {}

  /** The query that signs {@code path} until {@code expiry}. */
  public static String sign(String path, Instant expiry, SigningKey key) {
    return sign(path, Map.of(EXPIRY, Long.toString(expiry.getEpochSecond())), key);
  }

  /**
   * The query that signs {@code path} with {@code parameters}, {@link #EXPIRY} among them; values
   * are percent-encoded where a query needs it.
   */
  public static String sign(String path, Map<String, String> parameters, SigningKey key) {
    NavigableMap<String, String> sorted = new TreeMap<>(parameters);
    String scope = sorted.getOrDefault(PATH_PREFIX, path);
    byte[] hash = Hashes.mine().hmac(text(scope, sorted), key.secret());
    StringBuilder query = new StringBuilder();
    sorted.forEach(
        (name, value) -> query.append(name).append('=').append(encoded(value)).append('&'));
    return query.append(SIGNATURE + "=").append(HexFormat.of().formatHex(hash)).toString();
  }

  /** What a URL says in this form; empty when nothing. */
  static Optional<Claim> read(SignedUrl url) {
    return QueryText.first(url.query(), SIGNATURE)
        .map(received -> read(url.path(), url.query(), received));
  }

  private static Claim read(String path, String query, String received) {
    NavigableMap<String, String> fields = new TreeMap<>();
    if (!take(query, fields)
        || received.length() != HASH_DIGITS
        || !Characters.areHex(received, 0, HASH_DIGITS)
        || !isTime(fields.get(EXPIRY))
        || fields.containsKey(NOT_BEFORE) && !isTime(fields.get(NOT_BEFORE))) {
      return Claim.Nothing.MALFORMED;
    }
    fields.remove(SIGNATURE);
    String prefix = fields.get(PATH_PREFIX);
    String scope = prefix == null ? path : prefix;
    boolean covers = prefix == null || prefix.endsWith("/") && path.startsWith(prefix);
    return new HmacClaim(
        text(scope, fields), received, covers, Collections.unmodifiableNavigableMap(fields));
  }

  /** Takes what is ours out of the query; false when something is not as it has to be. */
  private static boolean take(String query, Map<String, String> fields) {
    int at = 0;
    while (at < query.length()) {
      int end = QueryText.endOfPair(query, at);
      if (query.startsWith(PREFIX, at) && !take(query, at, end, fields)) {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  private static boolean take(String query, int at, int end, Map<String, String> fields) {
    int equals = query.indexOf('=', at);
    if (equals < 0 || equals > end) {
      return false;
    }
    String name = query.substring(at, equals);
    String value = QueryText.decoded(query, equals + 1, end);
    return NAMES.contains(name)
        && Characters.areVisible(value, MAX_VALUE)
        && fields.put(name, value) == null;
  }

  private static boolean isTime(@Nullable String text) {
    return text != null && Characters.areDigits(text, 0, text.length(), MAX_TIME);
  }

  private static String text(String scope, NavigableMap<String, String> fields) {
    StringBuilder text = new StringBuilder(VERSION).append('\n').append(scope);
    fields.forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
    return text.toString();
  }

  /** Percent-encodes what RFC 3986 does not let stand in a value of a query, and {@code &=+%}. */
  private static String encoded(String value) {
    StringBuilder encoded = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Characters.areName(value.substring(i, i + 1), 1) || "/:@.~".indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      }
    }
    return encoded.toString();
  }

  /** Whether a parameter of a URL is of this form. */
  static boolean isParameter(String name) {
    return name.startsWith(PREFIX);
  }
}
