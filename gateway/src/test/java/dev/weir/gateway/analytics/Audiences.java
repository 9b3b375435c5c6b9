package dev.weir.gateway.analytics;

import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Client;
import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Viewers of the tests, and what is told of them. */
final class Audiences {

  static final TenantId TENANT = new TenantId(new UUID(0, 1));
  static final Client CHROME = new Client("Chrome", "Windows", Client.Device.COMPUTER);

  private Audiences() {}

  static Place stream(String name) {
    return new Place("play.example.org", "live", name);
  }

  static Subject of(String stream, Delivery delivery, String referer) {
    return new Subject(TENANT, stream(stream), delivery, "", referer, CHROME);
  }

  /** What was told of a place, by value. */
  static Map<String, Figures> told(
      Collection<AnalyticsLine> lines, Place place, Dimension dimension) {
    return lines.stream()
        .filter(line -> line.place().equals(place) && line.dimension() == dimension)
        .collect(Collectors.toMap(AnalyticsLine::value, AnalyticsLine::figures));
  }
}
