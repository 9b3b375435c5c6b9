package dev.weir.contract.access;

import java.util.List;

/**
 * The keys of a domain that are valid at the same time: the primary, which new URLs are signed
 * with, and at most one secondary, so that a key can be rotated without refusing anybody.
 *
 * @param keys primary first
 */
public record SigningKeyRing(List<SigningKey> keys) {

  /** Most keys at a time. */
  public static final int MAX_KEYS = 2;

  /** Throws {@link IllegalArgumentException} unless there are one or two keys. */
  public SigningKeyRing {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("a key ring holds one or two keys");
    }
  }

  /** The key that new URLs are signed with. */
  public SigningKey primary() {
    return keys.getFirst();
  }
}
