package dev.weir.bench.experiment;

import static dev.weir.bench.experiment.Servers.NGINX;
import static dev.weir.bench.experiment.Servers.WEIR;

import dev.weir.bench.machine.Pause;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.Contender;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Many publishers at once, without viewers: processor time and memory for each.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Ingest(Plan plan, PrintStream progress) implements Experiment {

  private static final int KILOBITS = 500;
  private static final int QUICK_PUBLISHERS = 100;
  private static final int FULL_PUBLISHERS = 300;
  private static final double MOST_OF_NGINX = 1.5;

  /**
   * A stream's own megabyte, and its media: a GOP, and segments that are fetched for two windows.
   */
  private static final double MOST_MEGABYTES = 1 + KILOBITS / 8e3 * (2 + 2 * 16);

  /** Until all segments of a window and those behind it are there. */
  private static final Duration FULL_WAIT = Duration.ofSeconds(40);

  /** One run of one server. */
  private record Cost(
      String server,
      int publishers,
      double residentMegabytes,
      double liveMegabytes,
      Outcome outcome) {

    private double coreShare() {
      return outcome.usage().serverShare();
    }

    private double sharePerPublisher() {
      return coreShare() / publishers;
    }
  }

  @Override
  public Finding run() throws IOException {
    Recording recording = new Studio(plan.work()).small(KILOBITS);
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    for (int run = 1; run <= plan.runs(); run++) {
      for (Contender contender : contenders()) {
        Cost cost = run(contender, recording);
        progress.printf(
            "%-6s %d publishers: %s of a core, %s MB resident per stream  %s%n",
            cost.server(),
            cost.publishers(),
            Figures.percent(cost.coreShare()),
            Figures.of(cost.residentMegabytes()),
            remarks(cost));
        costs.computeIfAbsent(cost.server(), _ -> new ArrayList<>()).add(cost);
      }
    }
    List<JsonObject> all =
        costs.values().stream()
            .flatMap(List::stream)
            .map(cost -> cost.outcome().toJson().put("publishers", cost.publishers()))
            .toList();
    boolean doubtful =
        costs.values().stream()
            .anyMatch(runs -> runs.stream().noneMatch(cost -> cost.outcome().isUndisturbed()));
    return new Finding(
        "ingest",
        "publishers of " + KILOBITS + " kbit/s each",
        table(costs),
        claims(costs),
        doubtful,
        all);
  }

  private List<Contender> contenders() {
    Servers servers = new Servers(plan);
    List<Contender> contenders = new ArrayList<>();
    if (plan.has(WEIR)) {
      contenders.add(servers.weir("video"));
    }
    if (plan.has(NGINX)) {
      contenders.add(servers.nginx(false));
    }
    return contenders;
  }

  private Cost run(Contender contender, Recording recording) throws IOException {
    int publishers = plan.full() ? FULL_PUBLISHERS : QUICK_PUBLISHERS;
    int first = publishers / 3;
    Duration hold = plan.full() ? FULL_WAIT : new Servers(plan).warmUp(contender);
    try (Stage stage = Stage.open(contender, recording)) {
      stage.publish(recording, first - 1);
      Pause.of(hold);
      long firstBytes = stage.residentBytes();
      double firstLiveBytes = stage.liveBytes();
      stage.publish(recording, publishers - first);
      Pause.of(hold);
      Outcome outcome = stage.measure(plan.window());
      double more = 1e6 * (publishers - first);
      return new Cost(
          contender.name(),
          publishers,
          (outcome.residentBytes() - firstBytes) / more,
          (stage.liveBytes() - firstLiveBytes) / more,
          outcome);
    }
  }

  private static String remarks(Cost cost) {
    Outcome outcome = cost.outcome();
    String late = outcome.lateTags() == 0 ? "" : outcome.lateTags() + " sent late ";
    return late + outcome.usage().disturbance();
  }

  private static Table table(Map<String, List<Cost>> costs) {
    Table table =
        new Table(
            "server",
            "publishers",
            "cpu",
            "% of a core each",
            "of nginx",
            "live MB each",
            "resident MB each",
            "load",
            "remarks");
    for (List<Cost> runs : costs.values()) {
      double share = median(runs, Cost::sharePerPublisher);
      table.row(
          runs.getFirst().server(),
          runs.getFirst().publishers(),
          Figures.percent(median(runs, Cost::coreShare)),
          Figures.of(100 * share),
          Figures.of(share / median(costs.getOrDefault(NGINX, List.of()), Cost::sharePerPublisher)),
          Figures.of(median(runs, Cost::liveMegabytes)),
          Figures.of(median(runs, Cost::residentMegabytes)),
          Figures.percent(median(runs, cost -> cost.outcome().usage().loadShare())),
          String.join(" / ", runs.stream().map(Ingest::remarks).toList()));
    }
    return table;
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return costs.isEmpty()
        ? Double.NaN
        : Figures.median(costs.stream().map(figure::applyAsDouble).toList());
  }

  private List<Claim> claims(Map<String, List<Cost>> costs) {
    List<Cost> weir = costs.getOrDefault(WEIR, List.of());
    List<Claim> claims = new ArrayList<>();
    double ratio =
        median(weir, Cost::sharePerPublisher)
            / median(costs.getOrDefault(NGINX, List.of()), Cost::sharePerPublisher);
    if (!Double.isNaN(ratio)) {
      claims.add(Claim.atMost("processor time per publisher, of nginx", ratio, MOST_OF_NGINX));
    }
    // A quick run is over before the windows of the first streams are full.
    if (plan.full() && !weir.isEmpty()) {
      double megabytes = median(weir, Cost::liveMegabytes);
      String what = "live MB per stream (1, and 34 s of media)";
      claims.add(Claim.atMost(what, megabytes, MOST_MEGABYTES));
    }
    return claims;
  }
}
