package dev.weir.gateway.viewer;

import dev.weir.contract.policy.Authentication;

/**
 * What a session remembers of the key whose proof began it: enough to end it when the key is
 * removed. Two keys of a domain, of which it has six at most, share a mark once in some thousands
 * of domains; the session of one then lasts until the other is removed, too.
 *
 * @param bits 16 of them; 0 when no key was asked for
 */
public record KeyMark(int bits) {

  /** Of a session that nobody had to prove anything for. */
  public static final KeyMark NONE = new KeyMark(0);

  private static final int ALL = 0xFFFF;

  /** Throws {@link IllegalArgumentException} when there are more bits. */
  public KeyMark {
    if (bits < 0 || bits > ALL) {
      throw new IllegalArgumentException("a mark has 16 bits");
    }
  }

  /**
   * The mark of a key, the same on every node: it is made of the hash that the language defines for
   * strings. Nobody gains by finding two names with one mark, since tenants name their own keys.
   *
   * @param proofId as {@link Authentication#knows} knows keys; empty for none
   */
  public static KeyMark of(String proofId) {
    return proofId.isEmpty() ? NONE : new KeyMark(1 + Math.floorMod(proofId.hashCode(), ALL));
  }

  /** Whether a session goes on: its key is still there, or nobody has to prove anything. */
  public boolean suffices(Authentication authentication) {
    return !authentication.required() || authentication.knows(id -> of(id).equals(this));
  }
}
