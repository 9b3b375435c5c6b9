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
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * HLS from memory beside nginx with files that nginx-rtmp has written: transport stream segments
 * for a crowd, then one playlist as often as it can be had.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Hls(Plan plan, PrintStream progress) implements Experiment {

  private static final int PLAYLIST_CONNECTIONS = 100;
  private static final Duration SOME_SEGMENTS = Duration.ofSeconds(6);

  @Override
  public Finding run() throws IOException {
    Recording recording = new Studio(plan.work()).standard();
    Outcomes segments = new Outcomes();
    Outcomes playlists = new Outcomes();
    for (int run = 1; run <= plan.runs(); run++) {
      for (Contender contender : contenders()) {
        run(contender, recording, segments, playlists);
      }
    }
    List<JsonObject> all = new ArrayList<>(segments.toJson());
    all.addAll(playlists.toJson());
    return new Finding(
        "hls",
        "2.0 Mbit/s in transport stream segments of 2 s; then one playlist over "
            + PLAYLIST_CONNECTIONS
            + " connections",
        table(segments, playlists),
        claims(segments, playlists),
        segments.doubtful() || playlists.doubtful(),
        all);
  }

  private List<Contender> contenders() {
    Servers servers = new Servers(plan);
    List<Contender> contenders = new ArrayList<>();
    if (plan.has(WEIR)) {
      contenders.add(servers.weir("video"));
    }
    if (plan.has(NGINX)) {
      contenders.add(servers.nginx(true));
    }
    return contenders;
  }

  private void run(Contender contender, Recording recording, Outcomes segments, Outcomes playlists)
      throws IOException {
    try (Stage stage = Stage.open(contender, recording)) {
      Pause.of(SOME_SEGMENTS);
      // Playlists first: so many requests make a JVM compile what segments take, too.
      stage.crowd(Protocol.REPEAT, PLAYLIST_CONNECTIONS);
      Pause.of(new Servers(plan).warmUp(contender));
      Outcome repeated = stage.measure(plan.window());
      progress.printf(
          "%-6s %s playlists per processor-second%n",
          repeated.server(), Figures.of(repeated.requestsPerProcessorSecond()));
      playlists.add(repeated);
      for (int viewers : plan.viewers(List.of(1000, 4000), List.of(500, 1000, 4000))) {
        stage.dismiss();
        stage.crowd(Protocol.HLS, viewers);
        Pause.of(new Servers(plan).warmUp(contender));
        Outcome outcome = stage.measure(plan.window());
        progress.printf(
            "%-6s %d viewers: %s MB per processor-second, segment p99 %s ms  %s%n",
            outcome.server(),
            viewers,
            Figures.of(outcome.megabytesPerProcessorSecond()),
            Figures.of(outcome.report().latency().p99Ms()),
            outcome.remarks());
        segments.add(outcome);
      }
    }
  }

  private static Table table(Outcomes segments, Outcomes playlists) {
    Table table =
        new Table(
            "what",
            "server",
            "viewers",
            "MB/cpu-s",
            "requests/cpu-s",
            "of nginx",
            "cpu",
            "p50 ms",
            "p99 ms",
            "playlist p99 ms",
            "load",
            "remarks");
    for (List<Outcome> runs : segments.combinations()) {
      Outcome first = runs.getFirst();
      double megabytes = Outcomes.median(runs, Outcome::megabytesPerProcessorSecond);
      table.row(
          "segments",
          first.server(),
          first.viewers(),
          Figures.of(megabytes),
          Figures.of(Outcomes.median(runs, Outcome::requestsPerProcessorSecond)),
          Figures.of(megabytes / megabytes(segments, NGINX, first.viewers())),
          Figures.percent(Outcomes.median(runs, o -> o.usage().serverShare())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p50Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p99Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().playlist().p99Ms())),
          Figures.percent(Outcomes.median(runs, o -> o.usage().loadShare())),
          Outcomes.remarks(runs));
    }
    for (List<Outcome> runs : playlists.combinations()) {
      double requests = Outcomes.median(runs, Outcome::requestsPerProcessorSecond);
      table.row(
          "playlist",
          runs.getFirst().server(),
          runs.getFirst().viewers(),
          "",
          Figures.of(requests),
          Figures.of(requests / requests(playlists, NGINX)),
          Figures.percent(Outcomes.median(runs, o -> o.usage().serverShare())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p50Ms())),
          Figures.of(Outcomes.median(runs, o -> o.report().latency().p99Ms())),
          "",
          Figures.percent(Outcomes.median(runs, o -> o.usage().loadShare())),
          "");
    }
    return table;
  }

  private static double megabytes(Outcomes outcomes, String server, int viewers) {
    return outcomes.median(server, window(server), viewers, Outcome::megabytesPerProcessorSecond);
  }

  private static double requests(Outcomes outcomes, String server) {
    return outcomes.median(
        server, window(server), PLAYLIST_CONNECTIONS, Outcome::requestsPerProcessorSecond);
  }

  private static String window(String server) {
    return server.equals(NGINX) ? "0" : "video";
  }

  private List<Claim> claims(Outcomes segments, Outcomes playlists) {
    List<Claim> claims = new ArrayList<>();
    if (!plan.has(WEIR) || !plan.has(NGINX)) {
      return claims;
    }
    for (List<Outcome> runs : segments.combinations()) {
      Outcome first = runs.getFirst();
      if (first.server().equals(WEIR)) {
        int viewers = first.viewers();
        double share = megabytes(segments, WEIR, viewers) / megabytes(segments, NGINX, viewers);
        claims.add(Claim.atLeast(viewers + " viewers, segments, of nginx", share, 0.8));
      }
    }
    double share = requests(playlists, WEIR) / requests(playlists, NGINX);
    claims.add(Claim.atLeast("playlists, of nginx", share, 1));
    return claims;
  }
}
