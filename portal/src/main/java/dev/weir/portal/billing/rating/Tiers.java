package dev.weir.portal.billing.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a unit costs, by how many there are.
 *
 * @param mode what a tier's price is for
 * @param steps from the first unit on; each begins where the one before ends, and the last has no
 *     end
 */
public record Tiers(Mode mode, List<Step> steps) {

  /** Most steps of one price. */
  public static final int MAX_STEPS = 20;

  /** Most digits behind the point of a price: finer than any minor unit, and still exact. */
  public static final int MAX_PRICE_SCALE = 8;

  /** Throws {@link IllegalArgumentException} for steps that do not follow one another. */
  public Tiers {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException("a price has 1 to " + MAX_STEPS + " steps");
    }
    long below = 0;
    for (Step step : steps.subList(0, steps.size() - 1)) {
      long end =
          step.upTo().orElseThrow(() -> new IllegalArgumentException("a step after the last"));
      if (end <= below) {
        throw new IllegalArgumentException("steps rise: " + end + " after " + below);
      }
      below = end;
    }
    if (steps.getLast().upTo().isPresent()) {
      throw new IllegalArgumentException("the last step has no end");
    }
  }

  /** One price, however many there are. */
  public static Tiers flat(BigDecimal price) {
    return new Tiers(Mode.GRADUATED, List.of(new Step(OptionalLong.empty(), price)));
  }

  /** What a quantity falls into; parts of nothing are left out. */
  List<TierPart> parts(Ratio quantity) {
    List<TierPart> parts = new ArrayList<>();
    Ratio below = Ratio.ZERO;
    for (Step step : steps) {
      Ratio end = step.upTo().isPresent() ? Ratio.of(step.upTo().getAsLong()) : quantity.max(below);
      boolean isReached = quantity.compareTo(below) > 0;
      if (mode == Mode.VOLUME && isReached && quantity.compareTo(end) <= 0) {
        return List.of(new TierPart(quantity, step.price()));
      }
      if (mode == Mode.GRADUATED && isReached) {
        parts.add(new TierPart(quantity.min(end).minus(below), step.price()));
      }
      below = end;
    }
    return List.copyOf(parts);
  }

  /** What the price of a step is for. */
  public enum Mode {
    /** For the units within it. */
    GRADUATED,
    /** For all units, when their number falls into it. */
    VOLUME
  }

  /**
   * One step.
   *
   * @param upTo its last unit; empty for the last step
   * @param price of a unit, in the currency's major unit
   */
  public record Step(OptionalLong upTo, BigDecimal price) {

    /** Throws {@link IllegalArgumentException} for a price that is none. */
    public Step {
      if (price.signum() < 0 || price.scale() > MAX_PRICE_SCALE) {
        throw new IllegalArgumentException(
            "a price is not below zero and has at most " + MAX_PRICE_SCALE + " decimals: " + price);
      }
    }
  }
}
