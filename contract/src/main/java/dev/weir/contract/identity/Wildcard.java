package dev.weir.contract.identity;

import java.util.Locale;

/**
 * A text in which {@code *} stands for any characters, none too: {@code *.example.com}, {@code
 * camera-*}. Capital letters count as small ones. Matching costs at most the product of both
 * lengths, whatever they are.
 *
 * @param text 1 to {@link #MAX_LENGTH} characters
 */
public record Wildcard(String text) {

  /** Most characters. */
  public static final int MAX_LENGTH = 255;

  /** Throws {@link IllegalArgumentException} for an empty or too long text. */
  public Wildcard {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a pattern has 1 to " + MAX_LENGTH + " characters");
    }
    text = text.toLowerCase(Locale.ROOT);
  }

  /** Whether the whole of {@code candidate} fits. */
  public boolean matches(String candidate) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < candidate.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < text.length() && text.charAt(at) == lower(candidate.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }

  @Override
  public String toString() {
    return text;
  }
}
