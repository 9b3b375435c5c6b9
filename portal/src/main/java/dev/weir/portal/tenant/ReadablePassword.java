package dev.weir.portal.tenant;

import java.security.SecureRandom;

/** A password that is read off a terminal: 140 random bits in four groups, no look-alikes. */
final class ReadablePassword {

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789";
  private static final int GROUPS = 4;
  private static final int GROUP_CHARS = 7;

  private ReadablePassword() {}

  static String generate(SecureRandom random) {
    StringBuilder password = new StringBuilder(GROUPS * (GROUP_CHARS + 1));
    for (int group = 0; group < GROUPS; group++) {
      password.append(group == 0 ? "" : "-");
      for (int i = 0; i < GROUP_CHARS; i++) {
        password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return password.toString();
  }
}
