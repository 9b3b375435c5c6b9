package dev.weir.portal.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The language that a request is answered in: the one that its browser likes best among those that
 * the portal speaks (RFC 9110 section 12.5.4). It is bound to the request while that is handled, so
 * that no method has to carry it; whatever runs outside of a request speaks the first one.
 */
public final class Language {

  /** Those that have all message bundles; the first is the one that the bundles are written in. */
  static final List<Locale> SPOKEN = List.of(Locale.ENGLISH);

  private static final int MAX_HEADER = 512;
  private static final ScopedValue<Locale> CURRENT = ScopedValue.newInstance();

  private Language() {}

  /** That of the request being handled. */
  public static Locale current() {
    return CURRENT.orElse(SPOKEN.getFirst());
  }

  /** Handles something in the language that a browser asks for. */
  static void during(@Nullable String acceptLanguage, Runnable handling) {
    ScopedValue.where(CURRENT, choose(acceptLanguage, SPOKEN)).run(handling);
  }

  /** What cannot be read or is not spoken is answered in the first language. */
  static Locale choose(@Nullable String acceptLanguage, List<Locale> spoken) {
    if (acceptLanguage == null || acceptLanguage.length() > MAX_HEADER) {
      return spoken.getFirst();
    }
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), spoken);
      return best == null ? spoken.getFirst() : best;
    } catch (IllegalArgumentException unreadable) {
      return spoken.getFirst();
    }
  }
}
