package dev.weir.portal.billing.card;

import dev.weir.portal.billing.rating.Measure;
import dev.weir.portal.billing.rating.Position;
import dev.weir.portal.billing.rating.Tiers;
import dev.weir.portal.billing.rating.Tiers.Mode;
import dev.weir.portal.billing.rating.Tiers.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A price in a line: what is included, and the price of each step, as in {@code 100 free; 0.08 to
 * 10000; 0.06}. A step's end counts from the first unit that costs something. With {@code volume}
 * before it, all units have the price of the step that their number falls into. Pure.
 */
public final class PriceNotation {

  /** Longest line, characters. */
  public static final int MAX_LENGTH = 500;

  private static final Pattern FREE = Pattern.compile("([0-9]{1,15}) free");
  private static final Pattern STEP =
      Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,8})?)(?: to ([0-9]{1,15}))?");
  private static final String VOLUME = "volume";

  private PriceNotation() {}

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException saying what it does not understand
   */
  public static Position parse(Measure measure, String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    Mode mode = line.startsWith(VOLUME + " ") ? Mode.VOLUME : Mode.GRADUATED;
    String rest = mode == Mode.VOLUME ? line.substring(VOLUME.length() + 1) : line;
    long included = 0;
    List<Step> steps = new ArrayList<>();
    for (String part : rest.split(";", -1)) {
      String word = part.strip();
      Matcher free = FREE.matcher(word);
      if (steps.isEmpty() && included == 0 && free.matches()) {
        included = Long.parseLong(free.group(1));
      } else {
        steps.add(step(word));
      }
    }
    return new Position(measure, included, new Tiers(mode, steps));
  }

  /** Writes what {@link #parse} reads. */
  public static String format(Position position) {
    String steps =
        position.tiers().steps().stream()
            .map(step ->
                step.price().toPlainString()
                    + (step.upTo().isPresent() ? " to " + step.upTo().getAsLong() : ""))
            .collect(Collectors.joining("; "));
    return (position.tiers().mode() == Mode.VOLUME ? VOLUME + " " : "")
        + (position.included() > 0 ? position.included() + " free; " : "")
        + steps;
  }

  private static Step step(String word) {
    Matcher step = STEP.matcher(word);
    if (!step.matches()) {
      throw new IllegalArgumentException("no price: " + word);
    }
    String end = step.group(2);
    return new Step(
        end == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(end)),
        new BigDecimal(step.group(1)));
  }
}
