package dev.weir.portal.audit;

/** A secret as an audit entry may tell it: enough to recognise, too little to use. */
public record Masked(String text) {

  private static final int SHOWN = 4;

  /** Shorter secrets are not shown at all, since their beginning would be half of them. */
  private static final int MIN_LENGTH = 12;

  /** The first four characters of a long secret, nothing of a short one. */
  public static Masked of(String secret) {
    return new Masked((secret.length() < MIN_LENGTH ? "" : secret.substring(0, SHOWN)) + "…");
  }

  @Override
  public String toString() {
    return text;
  }
}
