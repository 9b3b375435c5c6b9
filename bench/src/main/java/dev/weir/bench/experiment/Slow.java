package dev.weir.bench.experiment;

import dev.weir.bench.machine.Pause;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.Reading;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Viewers who read a tenth of the rate, and viewers who stop reading, among a crowd: what the crowd
 * notices, and what they take of memory.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Slow(Plan plan, PrintStream progress) implements Experiment {

  private static final int OF_EACH = 10;
  private static final double MOST_LATENCY = 1.1;
  private static final double MOST_MEGABYTES = 8;
  private static final Duration QUICK_WAIT = Duration.ofSeconds(7);
  private static final Duration QUEUES_FILL = Duration.ofSeconds(6);

  /** The same crowd in the same process, without and with those who do not read. */
  private record Pair(Outcome alone, Outcome disturbed) {

    private boolean isUndisturbed() {
      return alone.isUndisturbed() && disturbed.isUndisturbed();
    }

    private double latencyRatio() {
      return disturbed.report().latency().p99Ms() / alone.report().latency().p99Ms();
    }

    private double megabytesEach() {
      return (disturbed.residentBytes() - alone.residentBytes()) / 1e6 / (2 * OF_EACH);
    }
  }

  @Override
  public Finding run() throws IOException {
    Recording recording = new Studio(plan.work()).standard();
    List<Pair> pairs = new ArrayList<>();
    int viewers = plan.viewers(List.of(1000), List.of(1000)).getFirst();
    for (int run = 1; run <= plan.runs(); run++) {
      Pair pair = run(recording, viewers);
      progress.printf(
          "%d viewers: p99 %s ms alone, %s ms with %d who do not read  %s%n",
          viewers,
          Figures.of(pair.alone().report().latency().p99Ms()),
          Figures.of(pair.disturbed().report().latency().p99Ms()),
          2 * OF_EACH,
          pair.disturbed().remarks());
      pairs.add(pair);
    }
    List<JsonObject> all =
        pairs.stream()
            .flatMap(pair -> List.of(pair.alone(), pair.disturbed()).stream())
            .map(Outcome::toJson)
            .toList();
    return new Finding(
        "slow",
        OF_EACH + " viewers read a tenth of the rate and " + OF_EACH + " stop reading, in a crowd",
        table(pairs),
        claims(pairs),
        pairs.stream().noneMatch(Pair::isUndisturbed),
        all);
  }

  private Pair run(Recording recording, int viewers) throws IOException {
    Contender weir = new Servers(plan).weir("video");
    try (Stage stage = Stage.open(weir, recording)) {
      stage.crowd(Protocol.HTTP_FLV, viewers);
      Pause.of(plan.full() ? plan.warmUp() : QUICK_WAIT);
      Outcome alone = stage.measure(plan.window());
      stage.bystanders(Protocol.HTTP_FLV, Reading.SLOW, OF_EACH);
      stage.bystanders(Protocol.HTTP_FLV, Reading.STOPPED, OF_EACH);
      Pause.of(QUEUES_FILL);
      return new Pair(alone, stage.measure(plan.window()));
    }
  }

  private static Table table(List<Pair> pairs) {
    Table table =
        new Table("viewers", "crowd", "p50 ms", "p99 ms", "p99.9 ms", "cpu", "RSS MB", "remarks");
    for (Pair pair : pairs) {
      row(table, "alone", pair.alone());
      row(table, "disturbed", pair.disturbed());
    }
    return table;
  }

  private static void row(Table table, String crowd, Outcome outcome) {
    table.row(
        outcome.viewers(),
        crowd,
        Figures.of(outcome.report().latency().p50Ms()),
        Figures.of(outcome.report().latency().p99Ms()),
        Figures.of(outcome.report().latency().p999Ms()),
        Figures.percent(outcome.usage().serverShare()),
        Figures.of(outcome.residentBytes() / 1e6),
        outcome.remarks());
  }

  private static List<Claim> claims(List<Pair> pairs) {
    double latency = Figures.median(pairs.stream().map(Pair::latencyRatio).toList());
    double megabytes = Figures.median(pairs.stream().map(Pair::megabytesEach).toList());
    return List.of(
        Claim.atMost("p99 latency of the others, ratio", latency, MOST_LATENCY),
        Claim.atMost("memory for each who does not read, MB", megabytes, MOST_MEGABYTES));
  }
}
