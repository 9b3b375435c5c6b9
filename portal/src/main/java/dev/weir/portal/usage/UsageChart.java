package dev.weir.portal.usage;

import dev.weir.contract.metering.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bars from zero, one for each time, also for those in which nothing was used. Public for the
 * template; lengths are in a box of {@link #HEIGHT} by {@link #STEP} for each bar.
 *
 * @param bars in the order of time
 * @param ticks what the axis says, from the top
 */
public record UsageChart(List<Bar> bars, List<String> ticks) {

  /** How high the box is. */
  public static final int HEIGHT = 100;

  /** How wide it is for each bar. */
  public static final int STEP = 10;

  private static final int GAP = 1;
  private static final int TICKS = 4;
  private static final double[] ROUND = {1, 2, 4, 8, 10};

  /** Copies the lists. */
  public UsageChart {
    bars = List.copyOf(bars);
    ticks = List.copyOf(ticks);
  }

  /**
   * A bar.
   *
   * @param open whether its time goes on, or more may come in
   * @param words what it says
   */
  public record Bar(int x, double y, int width, double height, boolean open, String words) {}

  /**
   * What a bar stands for.
   *
   * @param when in words
   * @param open whether its time goes on
   */
  record Value(String when, long quantity, boolean open) {}

  static UsageChart of(Meter meter, List<Value> values) {
    double top = top(meter, values.stream().mapToLong(Value::quantity).max().orElse(0));
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      double height = Math.round(HEIGHT * 100 * ((double) value.quantity() / top)) / 100.0;
      bars.add(
          new Bar(
              i * STEP + GAP,
              HEIGHT - height,
              STEP - 2 * GAP,
              height,
              value.open(),
              value.when() + ": " + Quantity.text(meter, (double) value.quantity())));
    }
    List<String> ticks = new ArrayList<>();
    for (int i = TICKS; i >= 0; i--) {
      ticks.add(Quantity.text(meter, top * i / TICKS));
    }
    return new UsageChart(bars, ticks);
  }

  /** The box, as SVG's {@code viewBox} has it. */
  public String box() {
    return "0 0 " + width() + " " + HEIGHT;
  }

  /** The lines at which the scale's texts stand, as an SVG path. */
  public String grid() {
    return IntStream.rangeClosed(0, TICKS)
        .mapToObj(tick -> "M0 " + tick * HEIGHT / TICKS + "H" + width())
        .collect(Collectors.joining());
  }

  private int width() {
    return bars.size() * STEP;
  }

  /** A round number that none exceeds. */
  private static double top(Meter meter, long most) {
    double unit = Quantity.unit(meter, (double) most);
    double wanted = Math.max(most / unit, 1);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double round : ROUND) {
      if (round * power >= wanted) {
        return round * power * unit;
      }
    }
    return ROUND[ROUND.length - 1] * power * unit;
  }
}
