package dev.weir.testkit.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects violations while one version of a playlist is looked at. */
final class Findings {

  private final List<Violation> violations = new ArrayList<>();
  private int version;

  void lookAt(int newVersion) {
    version = newVersion;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  void expect(HlsRule rule, boolean holds, String detail, Object... values) {
    if (!holds) {
      violations.add(new Violation(rule, version, String.format(Locale.ROOT, detail, values)));
    }
  }

  List<Violation> all() {
    return List.copyOf(violations);
  }
}
