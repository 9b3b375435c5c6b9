package dev.weir.bench.experiment;

import dev.weir.bench.machine.Meter;
import dev.weir.bench.machine.Pause;
import dev.weir.bench.machine.Usage;
import dev.weir.bench.publish.Publishing;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.ServerUnderTest;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import dev.weir.bench.swarm.HttpLine;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Wrong signatures at a high rate from one address, and viewers from the same address who come with
 * a right one, each over a connection of its own: how long they wait for the first byte of the
 * stream, connecting included.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Guessing(Plan plan, PrintStream progress) implements Experiment {

  private static final int GUESSES_PER_SECOND = 5_000;
  private static final double LEAST_RATE = 0.98;
  private static final double MOST_MS = 100;
  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double RARE = 0.99;
  private static final Duration FIRST_PICTURES = Duration.ofSeconds(2);
  private static final Duration BETWEEN_VIEWERS = Duration.ofMillis(50);

  /** One run. */
  private record Trial(List<Double> sortedMs, double perSecond, Usage usage) {

    private double medianMs() {
      return Figures.median(sortedMs);
    }

    private double slowMs() {
      return sortedMs.get((int) (sortedMs.size() * RARE));
    }

    private JsonObject toJson() {
      return new JsonObject()
          .put("medianMs", medianMs())
          .put("p99Ms", slowMs())
          .put("guessesPerSecond", perSecond)
          .put("usage", usage.toJson());
    }
  }

  @Override
  public Finding run() throws IOException {
    Recording recording = new Studio(plan.work()).standard();
    TimeSource time = TimeSource.system();
    List<Trial> alone = new ArrayList<>();
    List<Trial> guessed = new ArrayList<>();
    try (ServerUnderTest server = new Servers(plan).weir("video").start();
        Publishing publishing = Publishing.start(recording, List.of(server.publisher(0)), time)) {
      Pause.of(FIRST_PICTURES);
      URI right = URI.create(server.url(Protocol.HTTP_FLV));
      try (Guessers warm = Guessers.start(wrong(right), GUESSES_PER_SECOND)) {
        measure(server, right, warm, plan.warmUp());
      }
      for (int run = 1; run <= plan.runs(); run++) {
        try (Guessers nobody = Guessers.nobody()) {
          alone.add(measure(server, right, nobody, plan.window()));
        }
        try (Guessers guessers = Guessers.start(wrong(right), GUESSES_PER_SECOND)) {
          guessed.add(measure(server, right, guessers, plan.window()));
        }
      }
      publishing.check();
    }
    return finding(alone, guessed);
  }

  /** The same with another hash. */
  private static URI wrong(URI right) {
    String text = right.toString();
    return URI.create(text.substring(0, text.length() - 8) + "00000000");
  }

  private Trial measure(ServerUnderTest server, URI right, Guessers guessers, Duration window)
      throws IOException {
    TimeSource time = TimeSource.system();
    List<Double> tookMs = new ArrayList<>();
    long before = guessers.answered();
    long begin = time.nanos();
    Meter meter = Meter.start(time, server.pid());
    while (time.nanos() - begin < window.toNanos()) {
      long from = time.nanos();
      try (HttpLine viewer = new HttpLine(right)) {
        viewer.ask(1);
        viewer.firstByte();
        tookMs.add((time.nanos() - from) / NANOS_PER_MS);
      }
      Pause.of(BETWEEN_VIEWERS);
    }
    Usage usage = meter.stop();
    double seconds = (time.nanos() - begin) / NANOS_PER_SECOND;
    if (!guessers.trouble().isEmpty()) {
      throw new IOException(guessers.trouble());
    }
    Trial trial =
        new Trial(
            tookMs.stream().sorted().toList(), (guessers.answered() - before) / seconds, usage);
    progress.printf(
        "%s guesses/s: first byte median %s ms, p99 %s ms, cpu %s  %s%n",
        Figures.of(trial.perSecond()),
        Figures.of(trial.medianMs()),
        Figures.of(trial.slowMs()),
        Figures.percent(usage.serverShare()),
        usage.disturbance());
    return trial;
  }

  private static Finding finding(List<Trial> alone, List<Trial> guessed) {
    Table table = new Table("guesses/s", "viewers", "median ms", "p99 ms", "cpu", "remarks");
    row(table, alone);
    row(table, guessed);
    double slowMs = Figures.median(guessed.stream().map(Trial::slowMs).toList());
    double rate = Figures.median(guessed.stream().map(Trial::perSecond).toList());
    List<Trial> all = new ArrayList<>(alone);
    all.addAll(guessed);
    return new Finding(
        "guessing",
        "wrong signatures from one address, and viewers with a right one beside them",
        table,
        List.of(
            Claim.atLeast(
                "wrong signatures answered a second", rate, GUESSES_PER_SECOND * LEAST_RATE),
            Claim.atMost("first byte of a viewer, ms, p99", slowMs, MOST_MS)),
        guessed.stream().noneMatch(trial -> trial.usage().disturbance().isEmpty()),
        all.stream().map(Trial::toJson).toList());
  }

  private static void row(Table table, List<Trial> trials) {
    table.row(
        Figures.of(Figures.median(trials.stream().map(Trial::perSecond).toList())),
        trials.stream().mapToInt(trial -> trial.sortedMs().size()).sum(),
        Figures.of(Figures.median(trials.stream().map(Trial::medianMs).toList())),
        Figures.of(Figures.median(trials.stream().map(Trial::slowMs).toList())),
        Figures.percent(
            Figures.median(trials.stream().map(trial -> trial.usage().serverShare()).toList())),
        String.join(" / ", trials.stream().map(trial -> trial.usage().disturbance()).toList()));
  }
}
