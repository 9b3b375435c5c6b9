package dev.weir.bench.experiment;

import dev.weir.bench.machine.Cores;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.Databases;
import dev.weir.bench.server.WeirProcess;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the launcher's first line to the first "ready", on both cores, with a data directory that
 * has been used before.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Startup(Plan plan, PrintStream progress) implements Experiment {

  private static final double EMBEDDED_SECONDS = 5;
  private static final double EXTERNAL_SECONDS = 3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int QUICK_RUNS = 2;

  @Override
  public Finding run() throws IOException {
    Path embeddedData = plan.work().resolve("weir-start");
    List<Double> embedded = starts("embedded", embeddedData, List.of());
    List<Double> external;
    try (Databases databases = Databases.start(embeddedData, plan.work().resolve("databases"))) {
      external = starts("external", plan.work().resolve("weir-external"), databases.arguments());
    }
    Table table = new Table("databases", "starts", "median s", "slowest s");
    row(table, "embedded", embedded);
    row(table, "external", external);
    return new Finding(
        "startup",
        "./weir up until it is ready, each time after a first start",
        table,
        List.of(
            Claim.atMost("embedded databases, s", Figures.median(embedded), EMBEDDED_SECONDS),
            Claim.atMost("external databases, s", Figures.median(external), EXTERNAL_SECONDS)),
        false,
        List.of(new JsonObject().put("embeddedS", embedded).put("externalS", external)));
  }

  private List<Double> starts(String name, Path data, List<String> arguments) throws IOException {
    if (Files.notExists(data)) {
      start(data, arguments);
    }
    List<Double> seconds = new ArrayList<>();
    for (int run = 0; run < Math.max(QUICK_RUNS, plan.runs()); run++) {
      seconds.add(start(data, arguments));
    }
    progress.printf("%s: %s s%n", name, seconds.stream().map(Figures::of).toList());
    return seconds;
  }

  private double start(Path data, List<String> arguments) throws IOException {
    TimeSource time = TimeSource.system();
    long begunNanos = time.nanos();
    try (WeirProcess process =
        WeirProcess.launch(plan.weir(), data, arguments, Cores::both).awaitReady()) {
      double seconds = (time.nanos() - begunNanos) / NANOS_PER_SECOND;
      process.quickstart();
      return seconds;
    }
  }

  private static void row(Table table, String name, List<Double> seconds) {
    double slowest = seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    table.row(name, seconds.size(), Figures.of(Figures.median(seconds)), Figures.of(slowest));
  }
}
