package dev.weir.bench.experiment;

import dev.weir.bench.report.Figures;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All runs of all combinations, and the middle ones of them. */
final class Outcomes {

  private final Map<String, List<Outcome>> byKey = new LinkedHashMap<>();

  /** Keeps the outcome of one run. */
  void add(Outcome outcome) {
    byKey
        .computeIfAbsent(
            key(outcome.server(), outcome.window(), outcome.viewers()), _ -> new ArrayList<>())
        .add(outcome);
  }

  private static String key(String server, String window, int viewers) {
    return server + " " + window + " " + viewers;
  }

  /** The runs of each combination, those with the same number of viewers together. */
  List<List<Outcome>> combinations() {
    return byKey.values().stream()
        .sorted(Comparator.comparingInt(runs -> runs.getFirst().viewers()))
        .toList();
  }

  /** Whether there is a combination without a run that nobody disturbed. */
  boolean doubtful() {
    return byKey.values().stream()
        .anyMatch(runs -> runs.stream().noneMatch(Outcome::isUndisturbed));
  }

  /** Whether more than half of {@code runs} of a combination were disturbed. */
  boolean wantsMore(String server, String window, int viewers, int runs) {
    long good =
        byKey.getOrDefault(key(server, window, viewers), List.of()).stream()
            .filter(Outcome::isUndisturbed)
            .count();
    return 2 * good <= runs;
  }

  /** The median of a figure in one combination; not a number when there is no such run. */
  double median(String server, String window, int viewers, ToDoubleFunction<Outcome> figure) {
    return median(byKey.getOrDefault(key(server, window, viewers), List.of()), figure);
  }

  /** The median over runs that nobody disturbed, or over all when there is none of these. */
  static double median(List<Outcome> runs, ToDoubleFunction<Outcome> figure) {
    List<Outcome> good = runs.stream().filter(Outcome::isUndisturbed).toList();
    List<Outcome> believed = good.isEmpty() ? runs : good;
    return believed.isEmpty()
        ? Double.NaN
        : Figures.median(believed.stream().map(figure::applyAsDouble).toList());
  }

  /** Whatever makes one of these runs doubtful. */
  static String remarks(List<Outcome> runs) {
    return runs.stream()
        .map(Outcome::remarks)
        .filter(remark -> !remark.isEmpty())
        .collect(Collectors.joining(" / "));
  }

  List<JsonObject> toJson() {
    return byKey.values().stream().flatMap(List::stream).map(Outcome::toJson).toList();
  }
}
