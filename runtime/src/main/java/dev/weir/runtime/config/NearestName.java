package dev.weir.runtime.config;

import java.util.Collection;
import java.util.Optional;

/** Which known name somebody who mistyped probably meant. */
final class NearestName {

  private NearestName() {}

  /** The candidate with the fewest edits, if it has fewer than half of the name's length. */
  static Optional<String> of(String name, Collection<String> candidates) {
    String best = "";
    int bestDistance = Math.max(3, name.length() / 2);
    for (String candidate : candidates) {
      int distance = distance(name, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Levenshtein distance, one row at a time. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
