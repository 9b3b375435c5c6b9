package dev.weir.bench.experiment;

import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.BareLimit;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.NginxRtmp;
import dev.weir.bench.server.WeirServer;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One stream, many viewers: bytes for each second of the server's processor, and latency. */
public final class Fanout {

  private final Plan plan;
  private final PrintStream out;

  /** A run of it; progress is told to {@code out}. */
  public Fanout(Plan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
  }

  /** Runs all combinations, round by round, and gives the table. */
  public Table run() throws IOException {
    Recording recording = new Studio(plan.work()).standard();
    Trial trial = new Trial(TimeSource.system(), recording, plan);
    Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    for (int run = 1; run <= plan.runs(); run++) {
      for (int viewers : plan.viewers()) {
        for (Contender contender : contenders()) {
          Outcome outcome = trial.run(contender, viewers);
          out.println(progress(outcome, run));
          outcomes.computeIfAbsent(key(outcome), _ -> new ArrayList<>()).add(outcome);
        }
      }
    }
    return table(outcomes);
  }

  private List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    for (String window : plan.windows()) {
      if (plan.servers().contains("limit")) {
        contenders.add(new BareLimit(plan.home(), plan.work(), window));
      }
      if (plan.servers().contains("weir")) {
        contenders.add(new WeirServer(plan.weir(), plan.work(), window, plan.settings()));
      }
    }
    if (plan.servers().contains("nginx")) {
      contenders.add(new NginxRtmp(plan.work()));
    }
    return contenders;
  }

  private static String key(Outcome outcome) {
    return key(outcome.server(), outcome);
  }

  private static String key(String server, Outcome like) {
    return server + " " + like.viewers() + " " + like.window();
  }

  private static String progress(Outcome outcome, int run) {
    return String.format(
        "run %d  %-8s window %-5s %5d viewers: %s MB/s of processor, p99 %s ms  %s",
        run,
        outcome.server(),
        outcome.window(),
        outcome.viewers(),
        Figures.of(outcome.megabytesPerProcessorSecond()),
        Figures.of(outcome.report().latency().p99Ms()),
        outcome.remarks());
  }

  private static Table table(Map<String, List<Outcome>> outcomes) {
    Table table =
        new Table(
            "viewers",
            "window",
            "server",
            "MB/cpu-s",
            "of limit",
            "cpu",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "key frame ms",
            "load",
            "RSS MB",
            "remarks");
    for (List<Outcome> all : outcomes.values()) {
      List<Outcome> good = believed(all);
      Outcome first = all.getFirst();
      double delivered = median(good, Outcome::megabytesPerProcessorSecond);
      List<Outcome> limit = outcomes.getOrDefault(key("limit", first), List.of());
      String ofLimit =
          limit.isEmpty()
              ? "–"
              : Figures.of(
                  delivered / median(believed(limit), Outcome::megabytesPerProcessorSecond));
      table.row(
          first.viewers(),
          first.window(),
          first.server(),
          Figures.of(delivered),
          ofLimit,
          Figures.percent(median(good, o -> o.usage().serverShare())),
          Figures.of(median(good, o -> o.report().latency().p50Ms())),
          Figures.of(median(good, o -> o.report().latency().p99Ms())),
          Figures.of(median(good, o -> o.report().latency().p999Ms())),
          Figures.of(median(good, o -> o.report().firstKeyFrame().p50Ms())),
          Figures.percent(median(good, o -> o.usage().loadShare())),
          Figures.of(median(good, o -> o.residentBytes() / 1e6)),
          remarks(all));
    }
    return table;
  }

  /** Runs that nobody disturbed, or all when there is none. */
  private static List<Outcome> believed(List<Outcome> all) {
    List<Outcome> good = all.stream().filter(Outcome::isUndisturbed).toList();
    return good.isEmpty() ? all : good;
  }

  private static double median(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
    return Figures.median(outcomes.stream().map(figure::applyAsDouble).toList());
  }

  private static String remarks(List<Outcome> all) {
    return String.join(
        " / ", all.stream().map(Outcome::remarks).filter(remark -> !remark.isEmpty()).toList());
  }
}
