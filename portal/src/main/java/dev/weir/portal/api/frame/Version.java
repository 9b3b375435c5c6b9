package dev.weir.portal.api.frame;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.web.Tokens;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entity tags (RFC 9110, 8.8.3): numbers and names of versions, and hashes of answers that have
 * neither.
 */
final class Version {

  /** Enough that no two answers of one address are ever alike by chance. */
  private static final int HASH_BYTES = 16;

  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");
  private static final Pattern NAMED = Pattern.compile("\"([a-z]{1,32})\"");

  private Version() {}

  static String text(String version) {
    return "\"" + version + "\"";
  }

  /** The tag of an answer with this text. */
  static String ofContent(String text) {
    byte[] hash = Arrays.copyOf(Tokens.sha256(text), HASH_BYTES);
    return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "\"";
  }

  /** Whether a list of tags, as {@code If-None-Match} has it, names this one. */
  static boolean names(String list, String tag) {
    return list.strip().equals("*")
        || Arrays.stream(list.split(",", -1))
            .map(one -> one.strip().replaceFirst("^W/", ""))
            .anyMatch(tag::equals);
  }

  static long read(String tag) {
    return Long.parseLong(inside(TAG, tag));
  }

  static String readName(String tag) {
    return inside(NAMED, tag);
  }

  private static String inside(Pattern form, String tag) {
    Matcher matcher = form.matcher(tag);
    if (!matcher.matches()) {
      throw new WeirFault(FaultCode.PRECONDITION_FAILED, "no version: " + tag);
    }
    return matcher.group(1);
  }
}
