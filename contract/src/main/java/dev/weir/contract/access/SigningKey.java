package dev.weir.contract.access;

import java.security.SecureRandom;

/**
 * A secret that URLs are signed with. It is computed with, so it cannot be hashed: it rests
 * encrypted, and never appears in a log line, a URL or a page that did not ask to reveal it.
 *
 * @param id name of the key within its domain, shown in pages and traces
 * @param secret 16 to 128 characters of {@code [A-Za-z0-9]}
 */
public record SigningKey(String id, String secret) {

  /** Fewest characters of a secret. */
  public static final int MIN_LENGTH = 16;

  /** Most characters of a secret. */
  public static final int MAX_LENGTH = 128;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int GENERATED_LENGTH = 32;

  /** Throws {@link IllegalArgumentException} when the secret breaks the rule. */
  public SigningKey {
    if (secret.length() < MIN_LENGTH
        || secret.length() > MAX_LENGTH
        || !secret.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("a signing key has 16 to 128 letters and digits");
    }
  }

  /** A new key with 190 random bits. */
  public static SigningKey generate(String id, SecureRandom random) {
    StringBuilder secret = new StringBuilder(GENERATED_LENGTH);
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new SigningKey(id, secret.toString());
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
