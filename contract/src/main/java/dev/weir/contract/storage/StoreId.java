package dev.weir.contract.storage;

import java.util.regex.Pattern;

/**
 * What a tenant calls one of its stores; stays as it is for as long as the store is there.
 *
 * @param value lowercase letters, digits and hyphens
 */
public record StoreId(String value) {

  /** Most characters. */
  public static final int MAX_LENGTH = 40;

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** Throws {@link IllegalArgumentException} for what is no name of a store. */
  public StoreId {
    if (!accepts(value)) {
      throw new IllegalArgumentException(
          "a store is called by lowercase letters, digits and hyphens, up to 40 of them");
    }
  }

  /** Whether a store can be called so. */
  public static boolean accepts(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
