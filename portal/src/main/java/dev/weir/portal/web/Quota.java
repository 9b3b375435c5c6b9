package dev.weir.portal.web;

import java.util.Locale;

/**
 * How much of a limit is used, for {@code web/parts :: quota}. Public for the template.
 *
 * @param used in words
 * @param limit in words
 * @param share used part of the limit, 0 to 1
 */
public record Quota(String used, String limit, double share) {

  private static final double NEAR = 0.8;

  /** Counts of something. */
  public static Quota of(long used, long limit) {
    Locale language = Language.current();
    return new Quota(
        String.format(language, "%,d", used),
        String.format(language, "%,d", limit),
        limit <= 0 ? 1 : Math.clamp((double) used / limit, 0, 1));
  }

  /** {@code easy}, {@code near} or {@code full}. */
  public String level() {
    if (share >= 1) {
      return "full";
    }
    return share >= NEAR ? "near" : "easy";
  }
}
