package dev.weir.bench.experiment;

import dev.weir.bench.machine.Cores;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * JMH on the hot paths, with what they allocate; in a process of its own on the server's core.
 *
 * @param plan what was asked for
 * @param progress where the beginning is told
 */
public record Micro(Plan plan, PrintStream progress) implements Experiment {

  private static final String PACKAGE = "dev.weir.bench.micro.";
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  @Override
  public Finding run() throws IOException {
    progress.println("jmh: forks and warm-ups, " + (plan.full() ? "minutes" : "a minute") + " ...");
    Path result = plan.work().resolve("jmh.json");
    run(result, plan.work().resolve("jmh.log"));
    JsonArray benchmarks = new JsonArray(Files.readString(result));
    Table table = new Table("what", "with", "per call", "±", "unit", "bytes allocated");
    List<JsonObject> runs = new ArrayList<>();
    for (int i = 0; i < benchmarks.size(); i++) {
      JsonObject benchmark = benchmarks.getJsonObject(i);
      runs.add(benchmark);
      row(table, benchmark);
    }
    return new Finding(
        "jmh",
        "hot paths alone, average time of a call (log: jmh.log)",
        table,
        List.of(),
        false,
        runs);
  }

  private void run(Path result, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dweir.bench.work=" + plan.work(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jmh.Main",
                PACKAGE,
                "-prof",
                "gc",
                "-rf",
                "json",
                "-rff",
                result.toString()));
    List<String> effort =
        plan.full()
            ? List.of("-f", "3", "-wi", "5", "-i", "5", "-w", "2s", "-r", "2s")
            : List.of("-f", "1", "-wi", "1", "-i", "3", "-w", "500ms", "-r", "300ms");
    command.addAll(effort);
    Process process =
        new ProcessBuilder(Cores.SERVER.pin(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("JMH failed; see " + log);
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static void row(Table table, JsonObject benchmark) {
    JsonObject primary = benchmark.getJsonObject("primaryMetric");
    JsonObject allocation = benchmark.getJsonObject("secondaryMetrics").getJsonObject(ALLOCATION);
    JsonObject parameters = benchmark.getJsonObject("params", new JsonObject());
    table.row(
        benchmark.getString("benchmark").substring(PACKAGE.length()),
        String.join(
            ", ",
            parameters.stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList()),
        Figures.of(primary.getDouble("score")),
        Figures.of(number(primary, "scoreError")),
        primary.getString("scoreUnit"),
        allocation == null ? "" : Figures.of(allocation.getDouble("score")));
  }

  /** JMH writes "NaN" as text. */
  private static double number(JsonObject json, String key) {
    return json.getValue(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
