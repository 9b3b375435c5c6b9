package dev.weir.gateway.analytics;

import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much is told of a minute. What is left out is in the sums above it all the same: a domain's
 * streams in the domain, small referers in the total. Pure.
 */
final class MinuteLimits {

  /** Streams of a tenant that are told apart. */
  static final int MAX_STREAMS = 1_000;

  /** Those of them, the largest, that are told apart further. */
  static final int MAX_DETAILED = 50;

  /** Play domains of a tenant that are told apart. */
  static final int MAX_DOMAINS = 100;

  /** Values of a dimension at a place. */
  static final int MAX_VALUES = 20;

  /** Lines of a tenant. */
  static final int MAX_LINES_PER_TENANT = 5_000;

  /** Lines of a gateway. */
  static final int MAX_LINES = 50_000;

  private static final Comparator<AnalyticsLine> LARGEST_FIRST =
      Comparator.comparing(AnalyticsLine::figures, MinuteLimits::compare).reversed();

  private MinuteLimits() {}

  /** The part of it that is told. */
  static List<AnalyticsLine> keep(Collection<AnalyticsLine> counted) {
    Map<TenantId, List<AnalyticsLine>> byTenant =
        counted.stream()
            .sorted(LARGEST_FIRST)
            .collect(
                Collectors.groupingBy(
                    AnalyticsLine::tenant, LinkedHashMap::new, Collectors.toList()));
    return byTenant.values().stream()
        .flatMap(lines -> ofTenant(lines).stream())
        .limit(MAX_LINES)
        .toList();
  }

  /** The large comes first in each part, and the parts in the order of what they are worth. */
  private static List<AnalyticsLine> ofTenant(List<AnalyticsLine> lines) {
    List<Place> domains = places(lines, false, MAX_DOMAINS);
    List<Place> streams = places(lines, true, MAX_STREAMS);
    Set<Place> told = Set.copyOf(domains);
    Set<Place> detailed = Set.copyOf(streams.subList(0, Math.min(MAX_DETAILED, streams.size())));
    Set<Place> named = Set.copyOf(streams);
    List<AnalyticsLine> kept = new ArrayList<>();
    kept.addAll(parts(lines, Set.of(Place.ALL)));
    kept.addAll(parts(lines, told));
    lines.stream()
        .filter(line -> line.dimension() == Dimension.TOTAL && named.contains(line.place()))
        .forEach(kept::add);
    parts(lines, detailed).stream()
        .filter(line -> line.dimension() != Dimension.TOTAL)
        .forEach(kept::add);
    return kept.subList(0, Math.min(MAX_LINES_PER_TENANT, kept.size()));
  }

  private static List<Place> places(List<AnalyticsLine> lines, boolean streams, int most) {
    return lines.stream()
        .filter(line -> line.dimension() == Dimension.TOTAL)
        .map(AnalyticsLine::place)
        .filter(place -> !place.equals(Place.ALL) && place.isStream() == streams)
        .limit(most)
        .toList();
  }

  private record Part(Place place, Dimension dimension) {}

  private static List<AnalyticsLine> parts(List<AnalyticsLine> lines, Set<Place> places) {
    Map<Part, Integer> taken = new HashMap<>();
    return lines.stream()
        .filter(line -> places.contains(line.place()))
        .filter(line ->
            taken.merge(new Part(line.place(), line.dimension()), 1, Integer::sum) <= MAX_VALUES)
        .toList();
  }

  private static int compare(Figures one, Figures other) {
    int byTime = Long.compare(one.viewerMs(), other.viewerMs());
    int byBytes = byTime != 0 ? byTime : Long.compare(one.bytes(), other.bytes());
    return byBytes != 0 ? byBytes : Long.compare(one.requests(), other.requests());
  }
}
