package dev.weir.portal.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password must be: long, and not among the first that anybody would guess. Nothing is
 * said about digits or signs (NIST SP 800-63B, section 3.1.1.2). Thread-safe.
 */
public final class PasswordRules {

  /** Least characters. */
  public static final int MIN_LENGTH = 12;

  private static final int FEWEST_DIFFERENT = 5;
  private static final int MIN_WORD = 4;
  private static final String NO_LETTER = "[^\\p{L}\\p{N}]+";
  private static final Set<String> COMMON = read();

  private PasswordRules() {}

  /** What is wrong with a password; each has a message {@code password.<key>}. */
  public enum Verdict {
    /** Nothing. */
    GOOD("password.good"),
    /** Fewer than {@link #MIN_LENGTH} characters. */
    SHORT("password.short"),
    /** More than {@link Passwords#MAX_LENGTH} characters. */
    LONG("password.long"),
    /** Among those that are tried first. */
    COMMON("password.common"),
    /** Little more than the person's own name or address. */
    OWN("password.own");

    private final String key;

    Verdict(String key) {
      this.key = key;
    }

    /** Of its message in the page's bundle. */
    public String key() {
      return key;
    }
  }

  /**
   * Judges a new password.
   *
   * @param own what everybody knows of the person: address, name, the tenant's name
   */
  public static Verdict judge(String password, List<String> own) {
    if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
      return Verdict.SHORT;
    }
    if (password.length() > Passwords.MAX_LENGTH) {
      return Verdict.LONG;
    }
    String low = password.toLowerCase(Locale.ROOT);
    if (COMMON.contains(low) || low.chars().distinct().count() < FEWEST_DIFFERENT) {
      return Verdict.COMMON;
    }
    return isLittleMoreThan(low, own) ? Verdict.OWN : Verdict.GOOD;
  }

  /** Whether fewer than {@link #FEWEST_DIFFERENT} characters remain without the person's words. */
  private static boolean isLittleMoreThan(String password, List<String> own) {
    String rest = password;
    for (String word : String.join(" ", own).toLowerCase(Locale.ROOT).split(NO_LETTER, -1)) {
      rest = word.length() < MIN_WORD ? rest : rest.replace(word, "");
    }
    return rest.length() < FEWEST_DIFFERENT;
  }

  private static Set<String> read() {
    try (InputStream list = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
      if (list == null) {
        throw new IllegalStateException("common-passwords.txt is missing from the build");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
