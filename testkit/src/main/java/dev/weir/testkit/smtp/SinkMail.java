package dev.weir.testkit.smtp;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as it came over the wire.
 *
 * @param from of the envelope
 * @param to of the envelope
 * @param source headers and body, lines ending in LF, dots unstuffed
 */
public record SinkMail(String from, String to, String source) {

  private static final Pattern SOFT_BREAK = Pattern.compile("=\n");
  private static final Pattern QUOTED = Pattern.compile("((?:=[0-9A-F]{2})+)");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+(/\\S*)");

  /** The value of a header, as written. */
  public String header(String name) {
    Matcher found = Pattern.compile("(?mi)^" + name + ": *(.*)$").matcher(source);
    return found.find() ? found.group(1) : "";
  }

  /** The body as people read it, out of quoted-printable (RFC 2045, section 6.7). */
  public String text() {
    String body = source.substring(source.indexOf("\n\n") + 2);
    if (!header("Content-Transfer-Encoding").equals("quoted-printable")) {
      return body;
    }
    return QUOTED
        .matcher(SOFT_BREAK.matcher(body).replaceAll(""))
        .replaceAll(found -> Matcher.quoteReplacement(decode(found.group(1))));
  }

  /** The path of the first link in the body; empty for none. */
  public String link() {
    Matcher found = LINK.matcher(text());
    return found.find() ? found.group(1) : "";
  }

  private static String decode(String quoted) {
    byte[] bytes = new byte[quoted.length() / 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(quoted.substring(3 * i + 1, 3 * i + 3), 16);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
