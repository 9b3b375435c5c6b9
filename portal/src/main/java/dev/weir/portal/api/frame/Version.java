package dev.weir.portal.api.frame;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of versions as strong entity tags (RFC 9110, 8.8.3). */
final class Version {

  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  private Version() {}

  static String text(long version) {
    return "\"" + version + "\"";
  }

  static long read(String tag) {
    Matcher matcher = TAG.matcher(tag);
    if (!matcher.matches()) {
      throw new WeirFault(FaultCode.PRECONDITION_FAILED, "no version: " + tag);
    }
    return Long.parseLong(matcher.group(1));
  }
}
