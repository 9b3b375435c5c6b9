package dev.weir.portal.quality;

import dev.weir.contract.quality.QualitySums;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Lines over time, from zero, with a hole where nothing was played. Public for the template;
 * lengths are in a box of {@link #HEIGHT} by one for each point.
 *
 * @param box as SVG's {@code viewBox} has it
 * @param lines the first is the one that matters
 * @param ticks what the axis says, from the top
 */
public record QualityChart(String box, List<Line> lines, List<String> ticks) {

  /** How high the box is. */
  public static final int HEIGHT = 100;

  private static final int TICKS = 2;
  private static final double[] ROUND = {1, 2, 3, 4, 6, 8, 10};

  /** Copies the lists. */
  public QualityChart {
    lines = List.copyOf(lines);
    ticks = List.copyOf(ticks);
  }

  /**
   * A line.
   *
   * @param look what it stands for: {@code now}, {@code worse} or {@code before}
   * @param path as SVG has it; empty when nothing is known
   */
  public record Line(String look, String path) {}

  /**
   * What a line is made of.
   *
   * @param sums by time
   * @param value of a time, in the unit of the axis
   */
  record Source(String look, Map<Instant, QualitySums> sums, ToDoubleFunction<QualitySums> value) {}

  /**
   * Draws.
   *
   * @param known which sums say something about the value
   * @param least what the top stands for at least
   * @param words a value in words
   */
  static QualityChart of(
      QualityQuery query,
      List<Source> sources,
      Predicate<QualitySums> known,
      double least,
      DoubleFunction<String> words) {
    double top = top(sources, known, least);
    List<Line> lines =
        sources.stream()
            .map(source -> new Line(source.look(), path(query, source, known, top)))
            .toList();
    List<String> ticks = new ArrayList<>();
    for (int i = TICKS; i >= 0; i--) {
      ticks.add(words.apply(top * i / TICKS));
    }
    long width = query.span().length().dividedBy(query.span().point());
    return new QualityChart("0 0 " + width + " " + HEIGHT, lines, ticks);
  }

  /** The lines at which the axis speaks, as SVG has it. */
  public String grid() {
    String width = box.split(" ", -1)[2];
    return "M0 0H%1$sM0 50H%1$sM0 100H%1$s".formatted(width);
  }

  private static String path(
      QualityQuery query, Source source, Predicate<QualitySums> known, double top) {
    StringBuilder path = new StringBuilder();
    Duration point = query.span().point();
    Instant at = query.from();
    boolean on = false;
    for (int i = 0; at.isBefore(query.until()); i++) {
      QualitySums sums = source.sums().get(at);
      boolean here = sums != null && known.test(sums);
      if (here) {
        double y = HEIGHT - Math.min(top, source.value().applyAsDouble(sums)) / top * HEIGHT;
        // A point alone is a short line, since a line of one point is not seen.
        path.append(
            on
                ? String.format(Locale.ROOT, "L%.1f %.1f", i + 1.0, y)
                : String.format(Locale.ROOT, "M%d %.1fh1", i, y));
      }
      on = here;
      at = at.plus(point);
    }
    return path.toString();
  }

  /** A round number that none exceeds. */
  private static double top(List<Source> sources, Predicate<QualitySums> known, double least) {
    double most =
        sources.stream()
            .flatMap(source ->
                source.sums().values().stream().filter(known).map(source.value()::applyAsDouble))
            .max(Double::compare)
            .orElse(0.0);
    double wanted = Math.max(most, least);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double round : ROUND) {
      if (round * power >= wanted) {
        return round * power;
      }
    }
    return wanted;
  }
}
