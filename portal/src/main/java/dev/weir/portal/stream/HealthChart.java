package dev.weir.portal.stream;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A line over time, from zero, with a hole where nothing is known. Public for the template.
 *
 * @param box as SVG's {@code viewBox} has it
 * @param line as SVG's path has it; empty when nothing is known
 * @param area the same down to zero
 */
public record HealthChart(String box, String line, String area) {

  /** How high the box is. */
  static final int HEIGHT = 48;

  private static final int HEADROOM = 4;

  /**
   * A value at a time.
   *
   * @param at steps from the left
   */
  record Point(long at, double value) {}

  /**
   * Draws points in their order.
   *
   * @param width steps from the left to the right
   * @param least what the line's highest place stands for at least
   */
  static HealthChart of(List<Point> points, long width, double least) {
    double top = Math.max(least, points.stream().mapToDouble(Point::value).max().orElse(0));
    StringBuilder line = new StringBuilder();
    StringBuilder area = new StringBuilder();
    long begun = 0;
    long last = Long.MIN_VALUE;
    for (Point point : points) {
      String y = decimal(HEIGHT - point.value() / top * (HEIGHT - HEADROOM));
      boolean on = point.at() == last + 1;
      if (!on) {
        close(area, begun);
        begun = point.at();
        area.append('M').append(begun).append(' ').append(HEIGHT).append("V").append(y);
      } else {
        area.append('L').append(point.at()).append(' ').append(y);
      }
      line.append(on ? 'L' : 'M').append(point.at()).append(' ').append(y);
      last = point.at();
    }
    close(area, begun);
    return new HealthChart(
        "0 0 " + Math.max(1, width) + " " + HEIGHT, line.toString(), area.toString());
  }

  /** One value for each item that is so many steps from the first. */
  static <T> HealthChart of(
      List<T> items, ToDoubleFunction<T> at, ToDoubleFunction<T> value, long width, double least) {
    return of(
        items.stream()
            .map(item -> new Point((long) at.applyAsDouble(item), value.applyAsDouble(item)))
            .toList(),
        width,
        least);
  }

  private static void close(StringBuilder area, long begun) {
    if (!area.isEmpty()) {
      area.append('V').append(HEIGHT).append('H').append(begun).append('Z');
    }
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
