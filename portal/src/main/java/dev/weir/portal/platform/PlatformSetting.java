package dev.weir.portal.platform;

import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.signup.SignUpMode;
import java.util.Arrays;
import java.util.Locale;

/** What staff can settle. Names are stored: they are never changed. */
public enum PlatformSetting {
  /** Who may make an account. */
  SIGN_UP("sign-up", 16, "open, invitation or closed"),
  /** What tenants know the platform as. */
  NAME("name", 40, "a name of 1 to 40 characters"),
  /** Where tenants find help. */
  SUPPORT("support", 200, "an e-mail address, or a link that begins with https://"),
  /** What everybody should know right now. */
  BANNER("banner", 300, "a text of at most 300 characters");

  private final String key;
  private final int maxLength;
  private final String rule;

  PlatformSetting(String key, int maxLength, String rule) {
    this.key = key;
    this.maxLength = maxLength;
    this.rule = rule;
  }

  /** Longest value, characters. */
  public int maxLength() {
    return maxLength;
  }

  /** What a value must be, for whoever writes the configuration. */
  public String rule() {
    return rule;
  }

  /** The end of its field's name, and of keys. */
  public String key() {
    return key;
  }

  /** The value as it is kept; throws {@link IllegalArgumentException} when it cannot be. */
  public String read(String typed) {
    String value = typed.strip();
    boolean fits =
        value.length() <= maxLength
            && value.chars().noneMatch(Character::isISOControl)
            && switch (this) {
              case SIGN_UP -> isMode(value);
              case NAME -> !value.isEmpty();
              case SUPPORT -> value.isEmpty() || isPlace(value);
              case BANNER -> true;
            };
    if (!fits) {
      throw new IllegalArgumentException("not " + rule);
    }
    return value;
  }

  private static boolean isMode(String value) {
    return Arrays.stream(SignUpMode.values())
        .anyMatch(mode -> mode.name().toLowerCase(Locale.ROOT).equals(value));
  }

  private static boolean isPlace(String value) {
    return value.startsWith("https://")
        ? value.chars().noneMatch(Character::isWhitespace) && value.length() > "https://".length()
        : PersonStore.plausibleEmail(PersonStore.canonicalEmail(value));
  }
}
