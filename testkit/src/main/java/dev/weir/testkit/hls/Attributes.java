package dev.weir.testkit.hls;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An attribute list (RFC 8216, 4.2); values without their quotes. */
record Attributes(Map<String, String> values) {

  static final Attributes NONE = new Attributes(Map.of());

  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^,\"]*)(,|$)");

  static Attributes parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      String value = matcher.group(2);
      values.put(
          matcher.group(1),
          value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
      end = matcher.end();
    }
    if (end != text.length()) {
      throw new IllegalArgumentException("not an attribute list: " + text);
    }
    return new Attributes(Map.copyOf(values));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  boolean yes(String name) {
    return text(name).equals("YES");
  }

  /** Milliseconds of a decimal number of seconds; -1 without it. */
  long ms(String name) {
    return has(name) ? Math.round(Double.parseDouble(text(name)) * 1000) : -1;
  }
}
