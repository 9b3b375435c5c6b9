package dev.weir.bench.experiment;

import static dev.weir.bench.experiment.Servers.LIMIT;
import static dev.weir.bench.experiment.Servers.NGINX;
import static dev.weir.bench.experiment.Servers.WEIR;
import static dev.weir.bench.experiment.Servers.WEIR_RTMP;

import dev.weir.bench.machine.Pause;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.Peer;
import dev.weir.bench.server.Protocol;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One stream, many viewers: bytes for each second of the server's processor, and latency.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Fanout(Plan plan, PrintStream progress) implements Experiment {

  private static final String VIDEO = "video";
  private static final Duration GROWN = Duration.ofSeconds(5);

  @Override
  public Finding run() throws IOException {
    Recording recording = new Studio(plan.work()).standard();
    Outcomes outcomes = new Outcomes();
    for (int run = 1; run <= plan.runs() + extraRuns(); run++) {
      for (Entry entry : entries()) {
        if (run <= plan.runs() || wantsMore(outcomes, entry)) {
          run(entry, recording, run, outcomes);
        }
      }
    }
    return new Finding(
        "fanout",
        "one stream of 2.0 Mbit/s over HTTP-FLV (nginx-rtmp: RTMP), everybody reads every tag",
        table(outcomes),
        claims(outcomes),
        outcomes.doubtful(),
        outcomes.toJson());
  }

  /** Rounds that only those take part in whose runs were disturbed. */
  private int extraRuns() {
    return plan.full() ? plan.runs() / 2 + 1 : 0;
  }

  private boolean wantsMore(Outcomes outcomes, Entry entry) {
    String window = entry.contender().window();
    return crowds().stream()
        .anyMatch(viewers -> outcomes.wantsMore(entry.name(), window, viewers, plan.runs()));
  }

  private List<Integer> crowds() {
    return plan.viewers(List.of(1000), List.of(200, 500, 1000, 2000)).stream().sorted().toList();
  }

  /** A server and how it is watched. */
  private record Entry(String name, Contender contender, Protocol protocol) {}

  private List<Entry> entries() {
    Servers servers = new Servers(plan);
    List<Entry> entries = new ArrayList<>();
    for (String window : plan.windows(List.of(VIDEO), List.of("0", VIDEO, "100", "350"))) {
      if (plan.has(LIMIT)) {
        entries.add(new Entry(LIMIT, servers.limit(window), Protocol.HTTP_FLV));
      }
      if (plan.has(WEIR)) {
        entries.add(new Entry(WEIR, servers.weir(window), Protocol.HTTP_FLV));
      }
      if (plan.has(WEIR_RTMP)) {
        entries.add(new Entry(WEIR_RTMP, servers.weirRtmp(window), Protocol.RTMP));
      }
    }
    if (plan.has(NGINX)) {
      entries.add(new Entry(NGINX, servers.nginx(false), Protocol.RTMP));
    }
    for (Peer peer : plan.peers()) {
      entries.add(new Entry(peer.name(), peer, peer.protocol()));
    }
    return entries;
  }

  /** One server and a crowd that grows; the table has a line for each size of it. */
  private void run(Entry entry, Recording recording, int run, Outcomes outcomes)
      throws IOException {
    try (Stage stage = Stage.open(entry.contender(), recording)) {
      int here = 0;
      for (int viewers : crowds()) {
        stage.crowd(entry.protocol(), viewers - here);
        Pause.of(here == 0 ? new Servers(plan).warmUp(entry.contender()) : GROWN);
        here = viewers;
        Outcome outcome = stage.measure(plan.window()).named(entry.name());
        progress.println(line(outcome, run));
        outcomes.add(outcome);
      }
    }
  }

  private static String line(Outcome outcome, int run) {
    return String.format(
        "run %d  %-6s window %-5s %5d viewers: %s MB per processor-second, p99 %s ms  %s",
        run,
        outcome.server(),
        outcome.window(),
        outcome.viewers(),
        Figures.of(outcome.megabytesPerProcessorSecond()),
        Figures.of(outcome.report().latency().p99Ms()),
        outcome.remarks());
  }

  private static Table table(Outcomes outcomes) {
    Table table =
        new Table(
            "viewers",
            "window",
            "server",
            "MB/cpu-s",
            "of limit",
            "of nginx",
            "cpu",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "key frame ms",
            "load",
            "RSS MB",
            "remarks");
    for (List<Outcome> runs : outcomes.combinations()) {
      Outcome first = runs.getFirst();
      double delivered = Outcomes.median(runs, Outcome::megabytesPerProcessorSecond);
      table.row(
          first.viewers(),
          first.window(),
          first.server(),
          Figures.of(delivered),
          Figures.of(delivered / megabytes(outcomes, LIMIT, first.window(), first.viewers())),
          Figures.of(delivered / megabytes(outcomes, NGINX, "0", first.viewers())),
          Figures.percent(Outcomes.median(runs, o -> o.usage().serverShare())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p50Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p99Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p999Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().firstKeyFrame().p50Ms())),
          Figures.percent(Outcomes.median(runs, o -> o.usage().loadShare())),
          Figures.of(Outcomes.median(runs, o -> o.residentBytes() / 1e6)),
          Outcomes.remarks(runs));
    }
    return table;
  }

  private static double megabytes(Outcomes outcomes, String server, String window, int viewers) {
    return outcomes.median(server, window, viewers, Outcome::megabytesPerProcessorSecond);
  }

  private static List<Claim> claims(Outcomes outcomes) {
    List<Claim> claims = new ArrayList<>();
    for (List<Outcome> runs : outcomes.combinations()) {
      if (runs.getFirst().server().equals(WEIR)) {
        claims.addAll(claims(outcomes, runs));
      }
    }
    return claims;
  }

  private static List<Claim> claims(Outcomes outcomes, List<Outcome> runs) {
    List<Claim> claims = new ArrayList<>();
    int viewers = runs.getFirst().viewers();
    String window = runs.getFirst().window();
    String where = viewers + " viewers, window " + window + ", ";
    double share =
        Outcomes.median(runs, Outcome::megabytesPerProcessorSecond)
            / megabytes(outcomes, LIMIT, window, viewers);
    double timesSrs = share / Bounds.srsOfLimit(window, viewers);
    // For few viewers the fixed cost of a server says more about it than what a viewer costs.
    if (!Double.isNaN(share) && viewers > Bounds.FEW_VIEWERS) {
      claims.add(Claim.atLeast(where + "of the limit", share, Bounds.ofLimit(window)));
    }
    if (!Double.isNaN(timesSrs)) {
      double least = Bounds.timesSrs(window, viewers);
      claims.add(Claim.atLeast(where + "times SRS, through the limit", timesSrs, least));
    }
    if (window.equals(VIDEO)) {
      double p50Ms = Outcomes.median(runs, o -> o.report().latency().p50Ms());
      double p99Ms = Outcomes.median(runs, o -> o.report().latency().p99Ms());
      if (viewers <= Bounds.FEW_VIEWERS) {
        claims.add(Claim.atMost(where + "publisher to viewer, p50 ms", p50Ms, Bounds.P50_MS));
      }
      claims.add(Claim.atMost(where + "publisher to viewer, p99 ms", p99Ms, Bounds.p99Ms(viewers)));
    }
    return claims;
  }
}
