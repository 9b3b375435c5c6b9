package dev.weir.portal.billing.rating;

import dev.weir.contract.metering.MeterDetail;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What things cost. Nothing is priced twice.
 *
 * <p>Rounding: each line is calculated exactly and rounded once, to the currency's minor unit,
 * halves away from zero. Everything else on a bill is the sum of rounded lines, but for discounts
 * and tax, which are shares of such sums and rounded in the same way, once each.
 *
 * @param currency of every amount
 * @param egress what viewers are sent, by each method that is on offer; each in its own unit
 * @param positions everything else that costs something
 */
public record RateCard(
    Currency currency, Map<EgressMethod, Position> egress, List<Position> positions) {

  /** Throws {@link IllegalArgumentException} when something would be billed twice. */
  public RateCard {
    egress = Map.copyOf(egress);
    positions = List.copyOf(positions);
    egress.forEach((method, position) -> {
      if (!position.measure().equals(new Measure.Egress(method))) {
        throw new IllegalArgumentException("a price of something else for " + method);
      }
    });
    Set<MeterDetail> priced = new HashSet<>();
    boolean stored = false;
    for (Position position : positions) {
      switch (position.measure()) {
        case Measure.Egress _ -> throw new IllegalArgumentException("egress among the positions");
        case Measure.Counted counted -> {
          if (counted.details().stream().anyMatch(detail -> !priced.add(detail))) {
            throw new IllegalArgumentException("priced twice: " + counted.details());
          }
        }
        case Measure.Stored _ -> {
          if (stored) {
            throw new IllegalArgumentException("storage is priced twice");
          }
          stored = true;
        }
      }
    }
  }
}
