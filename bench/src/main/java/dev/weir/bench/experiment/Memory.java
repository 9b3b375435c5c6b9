package dev.weir.bench.experiment;

import static dev.weir.bench.experiment.Servers.NGINX;
import static dev.weir.bench.experiment.Servers.WEIR;

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
 * What another viewer takes of the server's memory: resident memory of a crowd and of one twice as
 * large, in the same process.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Memory(Plan plan, PrintStream progress) implements Experiment {

  private static final int FIRST = 1000;
  private static final int MORE = 1000;
  private static final double MOST_KILOBYTES = 24;
  private static final Duration FULL_WAIT = Duration.ofSeconds(60);
  private static final Duration QUICK_WAIT = Duration.ofSeconds(7);

  /** Kilobytes of a run of one server. */
  private record Slope(String server, long firstBytes, long thenBytes, String remarks) {

    private double kilobytesPerViewer() {
      return (thenBytes - firstBytes) / 1e3 / MORE;
    }
  }

  @Override
  public Finding run() throws IOException {
    Recording recording = new Studio(plan.work()).standard();
    List<Slope> slopes = new ArrayList<>();
    Outcomes outcomes = new Outcomes();
    for (int run = 1; run <= plan.runs(); run++) {
      for (Contender contender : contenders()) {
        Slope slope = run(contender, recording, outcomes);
        progress.printf(
            "%-6s %s kB per viewer  %s%n",
            slope.server(), Figures.of(slope.kilobytesPerViewer()), slope.remarks());
        slopes.add(slope);
      }
    }
    return new Finding(
        "memory",
        "resident memory of the server's main process, "
            + FIRST
            + " and "
            + (FIRST + MORE)
            + " viewers, "
            + hold().toSeconds()
            + " s at each",
        table(slopes),
        claims(slopes),
        false,
        outcomes.toJson());
  }

  private List<Contender> contenders() {
    Servers servers = new Servers(plan);
    List<Contender> contenders = new ArrayList<>();
    if (plan.has(WEIR)) {
      contenders.add(servers.weir("video"));
    }
    if (plan.has(NGINX) && plan.full()) {
      contenders.add(servers.nginx(false));
    }
    return contenders;
  }

  private Duration hold() {
    return plan.full() ? FULL_WAIT : QUICK_WAIT;
  }

  private Slope run(Contender contender, Recording recording, Outcomes outcomes)
      throws IOException {
    Protocol protocol = contender.name().equals(NGINX) ? Protocol.RTMP : Protocol.HTTP_FLV;
    try (Stage stage = Stage.open(contender, recording)) {
      stage.crowd(protocol, FIRST);
      Pause.of(hold());
      Outcome first = stage.measure(plan.window());
      stage.crowd(protocol, MORE);
      Pause.of(hold());
      Outcome then = stage.measure(plan.window());
      outcomes.add(first);
      outcomes.add(then);
      return new Slope(
          contender.name(), first.residentBytes(), then.residentBytes(), then.remarks());
    }
  }

  private static Table table(List<Slope> slopes) {
    Table table =
        new Table(
            "server", "MB at " + FIRST, "MB at " + (FIRST + MORE), "kB per viewer", "remarks");
    for (Slope slope : slopes) {
      table.row(
          slope.server(),
          Figures.of(slope.firstBytes() / 1e6),
          Figures.of(slope.thenBytes() / 1e6),
          Figures.of(slope.kilobytesPerViewer()),
          slope.remarks());
    }
    return table;
  }

  private static List<Claim> claims(List<Slope> slopes) {
    List<Double> ours =
        slopes.stream()
            .filter(slope -> slope.server().equals(WEIR))
            .map(Slope::kilobytesPerViewer)
            .toList();
    return ours.isEmpty()
        ? List.of()
        : List.of(Claim.atMost("kB per viewer, median", Figures.median(ours), MOST_KILOBYTES));
  }
}
