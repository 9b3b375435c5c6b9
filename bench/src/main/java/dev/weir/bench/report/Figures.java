package dev.weir.bench.report;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them, and the one in the middle. */
public final class Figures {

  private static final String NOTHING = "–";
  private static final double MANY = 100;
  private static final double SOME = 10;

  private Figures() {}

  /** Three digits or so, whatever the size. */
  public static String of(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return NOTHING;
    }
    String format = size >= MANY ? "%.0f" : size >= SOME ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /** A share as whole percents. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** The middle one; of two, the mean. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
