package dev.weir.portal.billing.card;

import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Position;
import dev.weir.portal.billing.rating.RateCard;
import io.vertx.core.json.JsonObject;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A published version of a rate card.
 *
 * @param card its name
 * @param title as people call it
 * @param version from 1
 * @param from the first month that it holds for
 * @param currency of all its versions
 * @param prices by what they are for
 */
public record CardVersion(
    String card,
    String title,
    int version,
    YearMonth from,
    Currency currency,
    Map<Priced, Position> prices) {

  /** Copies the prices. */
  public CardVersion {
    prices = Map.copyOf(prices);
  }

  /** As a bill is made out with it. */
  public RateCard rateCard() {
    Map<EgressMethod, Position> egress = new EnumMap<>(EgressMethod.class);
    List<Position> positions = new ArrayList<>();
    for (Priced thing : Priced.values()) {
      Position price = prices.get(thing);
      if (price != null) {
        thing
            .method()
            .ifPresentOrElse(method -> egress.put(method, price), () -> positions.add(price));
      }
    }
    return new RateCard(currency, egress, positions);
  }

  /** What the lines of a bill are about, in their order. */
  public List<Priced> lines(EgressMethod method) {
    List<Priced> lines = new ArrayList<>(List.of(Priced.of(method)));
    for (Priced thing : Priced.values()) {
      if (thing.method().isEmpty() && prices.containsKey(thing)) {
        lines.add(thing);
      }
    }
    return List.copyOf(lines);
  }

  static JsonObject json(Map<Priced, Position> prices) {
    JsonObject json = new JsonObject();
    for (Priced thing : Priced.values()) {
      Position price = prices.get(thing);
      if (price != null) {
        json.put(thing.name(), PriceNotation.format(price));
      }
    }
    return json;
  }

  /** Prices as they are stored; a thing that this release does not know has none. */
  static Map<Priced, Position> prices(JsonObject json) {
    Map<Priced, Position> prices = new EnumMap<>(Priced.class);
    for (String name : json.fieldNames()) {
      Priced.parse(name)
          .ifPresent(thing ->
              prices.put(thing, PriceNotation.parse(thing.measure(), json.getString(name))));
    }
    return prices;
  }
}
