package dev.weir.bench.experiment;

import dev.weir.bench.machine.Meter;
import dev.weir.bench.machine.Pause;
import dev.weir.bench.machine.Usage;
import dev.weir.bench.publish.Publishing;
import dev.weir.bench.publish.TagSink;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.BareEncoder;
import dev.weir.bench.server.BenchRung;
import dev.weir.bench.server.LadderWeir;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a ladder costs: Weir's, all of it, beside one ffmpeg that makes the same outputs, and beside
 * one for each of them. All are fed the same stream at its own pace, one after the other.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Ladder(Plan plan, PrintStream progress) implements Experiment {

  private static final double MOST_OF_SINGLE = 1.05;
  private static final double LEAST_SAVED = 0.8;

  /** Decoders and encoders have filled their windows of pictures by then. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  /** A ladder that has ended is cleared away by then. */
  private static final Duration CLEARING = Duration.ofSeconds(8);

  private static final List<BenchRung> RUNGS =
      List.of(
          new BenchRung("hd", 1280, 720, 2000),
          new BenchRung("sd", 854, 480, 1000),
          new BenchRung("ld", 640, 360, 600));

  @Override
  public Finding run() throws IOException {
    Studio studio = new Studio(plan.work());
    Recording recording = studio.wide();
    Path ffmpeg = studio.ffmpeg();
    List<LadderCost> costs = new ArrayList<>();
    for (int run = 1; run <= plan.runs(); run++) {
      LadderCost cost = cost(recording, ffmpeg);
      costs.add(cost);
      progress.printf(
          "weir %s of a core (server %s), single %s, per rung %s, decoding %s  %s%n",
          Figures.percent(cost.weir()),
          Figures.percent(cost.server()),
          Figures.percent(cost.single()),
          Figures.percent(cost.perRung()),
          Figures.percent(cost.decoding()),
          cost.disturbance());
    }
    return new Finding(
        "ladder",
        "1080p25 of 4 Mbit/s into 720p, 480p and 360p, H.264 with effort "
            + BenchRung.EFFORT
            + ", "
            + plan.window().toSeconds()
            + " s of each",
        table(costs),
        claims(costs),
        costs.stream().noneMatch(cost -> cost.disturbance().isEmpty()),
        costs.stream().map(LadderCost::toJson).toList());
  }

  private LadderCost cost(Recording recording, Path ffmpeg) throws IOException {
    Usage with;
    Usage without;
    try (LadderWeir weir =
        LadderWeir.start(plan.weir(), plan.work().resolve("weir-ladder"), RUNGS, plan.settings())) {
      long pid = weir.process().child().pid();
      with = weir(weir, LadderWeir.WITH_LADDER, recording, plan.warmUp(), RUNGS.size(), pid);
      without = weir(weir, LadderWeir.WITHOUT, recording, CLEARING, 0, pid);
    }
    Usage single = bare(recording, ffmpeg, RUNGS);
    List<Usage> perRung = new ArrayList<>();
    for (BenchRung rung : RUNGS) {
      perRung.add(bare(recording, ffmpeg, List.of(rung)));
    }
    return new LadderCost(with, without, single, perRung, bare(recording, ffmpeg, List.of()));
  }

  private Usage weir(
      LadderWeir weir, String stream, Recording recording, Duration warmUp, int encodings, long pid)
      throws IOException {
    try (Publishing publishing = publish(recording, weir.publisher(stream))) {
      Pause.of(warmUp);
      Usage usage = measure(publishing, pid);
      if (weir.encodings() != encodings) {
        throw new IOException(weir.encodings() + " encodings instead of " + encodings);
      }
      return usage;
    }
  }

  private Usage bare(Recording recording, Path ffmpeg, List<BenchRung> rungs) throws IOException {
    try (BareEncoder encoder = BareEncoder.start(ffmpeg, rungs);
        Publishing publishing = publish(recording, encoder.input())) {
      Pause.of(SETTLING);
      return measure(publishing, encoder.pid());
    }
  }

  private static Publishing publish(Recording recording, TagSink sink) {
    return Publishing.start(recording, List.of(sink), TimeSource.system());
  }

  private Usage measure(Publishing publishing, long pid) throws IOException {
    Meter meter = Meter.start(TimeSource.system(), pid);
    Pause.of(plan.window());
    Usage usage = meter.stop();
    publishing.check();
    return usage;
  }

  private static Table table(List<LadderCost> costs) {
    Table table = new Table("ladder", "% of a core", "of the single command", "remarks");
    double single = median(costs, LadderCost::single);
    row(table, "weir", median(costs, LadderCost::weir), single, remarks(costs));
    row(table, "of that, the server", median(costs, LadderCost::server), single, "");
    row(table, "one command", single, single, "");
    row(table, "one for each rung", median(costs, LadderCost::perRung), single, "");
    row(table, "decoding alone", median(costs, LadderCost::decoding), single, "");
    return table;
  }

  private static void row(Table table, String name, double share, double single, String remarks) {
    table.row(name, Figures.of(100 * share), Figures.of(share / single), remarks);
  }

  private static String remarks(List<LadderCost> costs) {
    return String.join(
        " / ",
        costs.stream().map(LadderCost::disturbance).filter(text -> !text.isEmpty()).toList());
  }

  private static List<Claim> claims(List<LadderCost> costs) {
    return List.of(
        Claim.atMost(
            "processor time, of the single command's",
            median(costs, cost -> cost.weir() / cost.single()),
            MOST_OF_SINGLE),
        Claim.atLeast(
            "saved, of the decodings that one for each rung repeats",
            median(costs, cost -> cost.savedDecodings(RUNGS.size())),
            LEAST_SAVED));
  }

  /** Of undisturbed runs, unless there are no others. */
  private static double median(List<LadderCost> costs, ToDoubleFunction<LadderCost> figure) {
    List<LadderCost> quiet = costs.stream().filter(cost -> cost.disturbance().isEmpty()).toList();
    return Figures.median(
        (quiet.isEmpty() ? costs : quiet).stream().map(figure::applyAsDouble).toList());
  }
}
