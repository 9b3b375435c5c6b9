package dev.weir.portal.account.signup;

import java.util.Arrays;
import java.util.Locale;

/** Who may make an account. */
public enum SignUpMode {
  /** Everybody, with a tenant of their own. */
  OPEN,
  /** Whoever a member invites into a tenant. */
  INVITATION,
  /**
   * Nobody: the operator makes accounts, by the command line or with a new tenant, whose owner is
   * invited. Members invite who has one.
   */
  CLOSED;

  /** Reads what {@code portal.signup} says; throws {@link IllegalArgumentException}. */
  public static SignUpMode parse(String text) {
    return Arrays.stream(values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a mode"));
  }
}
