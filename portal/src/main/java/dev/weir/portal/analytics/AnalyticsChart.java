package dev.weir.portal.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line over time from zero, what it was at most, and what it was a week before. Public for the
 * template. The box is {@link #HEIGHT} high, and one wide for each step from one point to the next.
 *
 * @param width steps from the left to the right
 * @param line as SVG's path has it
 * @param area the same down to zero
 * @param peak the most of each time; empty where that says nothing
 * @param before a week before; empty where it is not asked for
 * @param ticks what the axis says, from the top
 */
public record AnalyticsChart(
    int width, String line, String area, String peak, String before, List<String> ticks) {

  /** How high the box is. */
  public static final int HEIGHT = 100;

  private static final int TICKS = 4;
  private static final double[] ROUND = {1, 2, 4, 8, 10};

  /** Copies the list. */
  public AnalyticsChart {
    ticks = List.copyOf(ticks);
  }

  /**
   * A value at a time.
   *
   * @param x steps from the left
   */
  record Point(double x, double y) {}

  /** Draws these; each in the order of time. */
  static AnalyticsChart of(
      Measure measure, int width, List<Point> line, List<Point> peak, List<Point> before) {
    double most =
        List.of(line, peak, before).stream()
            .flatMap(List::stream)
            .mapToDouble(Point::y)
            .max()
            .orElse(0);
    double top = top(measure, most);
    String path = path(line, top);
    String area =
        line.isEmpty() ? "" : path + "V" + HEIGHT + "H" + decimal(line.getFirst().x()) + "Z";
    List<String> ticks = new ArrayList<>();
    for (int i = TICKS; i >= 0; i--) {
      ticks.add(AnalyticsWords.rate(measure, top * i / TICKS));
    }
    return new AnalyticsChart(
        Math.max(1, width), path, area, path(peak, top), path(before, top), ticks);
  }

  /** The box, as SVG's {@code viewBox} has it. */
  public String box() {
    return "0 0 " + width + " " + HEIGHT;
  }

  /** The lines at which the scale's texts stand, as an SVG path. */
  public String grid() {
    return IntStream.rangeClosed(0, TICKS)
        .mapToObj(tick -> "M0 " + tick * HEIGHT / TICKS + "H" + width)
        .collect(Collectors.joining());
  }

  private static String path(List<Point> points, double top) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L').append(decimal(point.x())).append(' ');
      path.append(decimal(HEIGHT * (1 - point.y() / top)));
    }
    return path.toString();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** A round number that none exceeds. */
  static double top(Measure measure, double most) {
    double least = measure == Measure.BANDWIDTH ? 1_000 : 4;
    double wanted = Math.max(most, least);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double round : ROUND) {
      if (round * power >= wanted) {
        return round * power;
      }
    }
    return ROUND[ROUND.length - 1] * power;
  }
}
