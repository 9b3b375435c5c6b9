package dev.weir.bench.experiment;

import dev.weir.bench.machine.Pause;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.Protocol;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Low-latency HLS: how long after the cut of a part those who wait for it have the playlist that
 * names it, and the part itself. Everybody waits for the picture.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record LowLatency(Plan plan, PrintStream progress) implements Experiment {

  private static final Duration SOME_SEGMENTS = Duration.ofSeconds(6);
  private static final int BUSY_CONNECTIONS = 100;
  private static final double PLAYLIST_MS = 60;
  private static final double PART_MS = 120;
  private static final double PART_OF_FEW_MS = 60;
  private static final int FEW = 500;

  @Override
  public Finding run() throws IOException {
    Recording recording = new Studio(plan.work()).standard();
    Contender weir = new Servers(plan).weir("video", List.of("stream.timeline.part=200ms"));
    Outcomes outcomes = new Outcomes();
    for (int run = 1; run <= plan.runs(); run++) {
      for (int viewers : plan.viewers(List.of(1000), List.of(500, 1000))) {
        try (Stage stage = Stage.open(weir, recording)) {
          warmUp(stage);
          stage.crowd(Protocol.LOW_LATENCY_HLS, viewers);
          Pause.of(new Servers(plan).warmUp(weir));
          Outcome outcome = stage.measure(plan.window());
          progress.printf(
              "%d viewers: playlist p99 %s ms, part p99 %s ms  %s%n",
              viewers,
              Figures.of(outcome.report().playlist().p99Ms()),
              Figures.of(outcome.report().latency().p99Ms()),
              outcome.remarks());
          outcomes.add(outcome);
        }
      }
    }
    return new Finding(
        "llhls",
        "parts of 200 ms; from the cut of a part to the last byte at a viewer who waited",
        table(outcomes),
        claims(outcomes),
        outcomes.doubtful(),
        outcomes.toJson());
  }

  /** A thousand players make few requests a second; a JVM would take minutes to compile them. */
  private static void warmUp(Stage stage) {
    Pause.of(SOME_SEGMENTS);
    stage.crowd(Protocol.REPEAT, BUSY_CONNECTIONS);
    Pause.of(SOME_SEGMENTS);
    stage.dismiss();
  }

  private static Table table(Outcomes outcomes) {
    Table table =
        new Table(
            "viewers",
            "playlist p50 ms",
            "p99 ms",
            "p99.9 ms",
            "part p50 ms",
            "p99 ms",
            "p99.9 ms",
            "cpu",
            "MB/cpu-s",
            "load",
            "remarks");
    for (List<Outcome> runs : outcomes.combinations()) {
      table.row(
          runs.getFirst().viewers(),
          Figures.of(Outcomes.median(runs, o -> o.report().playlist().p50Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().playlist().p99Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().playlist().p999Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p50Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p99Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p999Ms())),
          Figures.percent(Outcomes.median(runs, o -> o.usage().serverShare())),
          Figures.of(Outcomes.median(runs, Outcome::megabytesPerProcessorSecond)),
          Figures.percent(Outcomes.median(runs, o -> o.usage().loadShare())),
          Outcomes.remarks(runs));
    }
    return table;
  }

  private static List<Claim> claims(Outcomes outcomes) {
    List<Claim> claims = new ArrayList<>();
    for (List<Outcome> runs : outcomes.combinations()) {
      int viewers = runs.getFirst().viewers();
      double playlistMs = Outcomes.median(runs, o -> o.report().playlist().p99Ms());
      double partMs = Outcomes.median(runs, o -> o.report().latency().p99Ms());
      String where = viewers + " viewers, after the cut, p99 ms: ";
      claims.add(Claim.atMost(where + "playlist", playlistMs, PLAYLIST_MS));
      claims.add(Claim.atMost(where + "part", partMs, viewers <= FEW ? PART_OF_FEW_MS : PART_MS));
    }
    return claims;
  }
}
