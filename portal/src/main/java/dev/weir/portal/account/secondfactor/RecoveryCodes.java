package dev.weir.portal.account.secondfactor;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Codes that stand in for the app, once each: 80 random bits, without look-alikes. */
final class RecoveryCodes {

  /** How many a person has. */
  static final int COUNT = 10;

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789";
  private static final int GROUPS = 4;
  private static final int GROUP_CHARS = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  static List<String> generate() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      codes.add(one());
    }
    return codes;
  }

  /** A code as it is compared, however it was typed. */
  static String canonical(String typed) {
    return typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "");
  }

  private static String one() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP_CHARS; i++) {
      code.append(i > 0 && i % GROUP_CHARS == 0 ? "-" : "");
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
