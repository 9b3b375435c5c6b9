package dev.weir.bench;

import dev.weir.bench.experiment.Fanout;
import dev.weir.bench.experiment.Plan;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.Cores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The process behind {@code ./weir bench}. */
@CommandLine.Command(
    name = "./weir bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what serving costs, beside the bare limit of the machine and beside peers. The "
          + "server has the first core, all load the second.",
      "",
      "Names: fanout (default).",
      ""
    })
public final class Bench implements Callable<Integer> {

  private static final int HELP_COLUMNS = 100;

  /** What can be measured, as it is typed. */
  enum Name {
    fanout
  }

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      defaultValue = "fanout",
      description = "What to measure.")
  private List<Name> names = new ArrayList<>();

  @Option(
      names = "--servers",
      split = ",",
      defaultValue = "limit,weir,nginx",
      description = "Who takes part (default: ${DEFAULT-VALUE}).")
  private List<String> servers = new ArrayList<>();

  @Option(
      names = "--viewers",
      split = ",",
      defaultValue = "1000",
      description = "Numbers of viewers (default: ${DEFAULT-VALUE}).")
  private List<Integer> viewers = new ArrayList<>();

  @Option(
      names = "--windows",
      split = ",",
      defaultValue = "video,100",
      description = "When servers write: video, or milliseconds (default: ${DEFAULT-VALUE}).")
  private List<String> windows = new ArrayList<>();

  @Option(names = "--runs", defaultValue = "1", description = "Of each; medians are shown.")
  private int runs;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Length of a measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--warm", defaultValue = "0", description = "Seconds, instead of a server's own.")
  private int warm;

  @Option(names = "--weir", description = "Folder of another build of Weir to measure.")
  private Optional<Path> weir = Optional.empty();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of Weir's.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--nice",
      defaultValue = "0",
      description = "Niceness of server and load, such as -15 where others work too; as root.")
  private int niceness;

  private Bench() {}

  /** Runs what the arguments name. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).setUsageHelpWidth(HELP_COLUMNS).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Cores.LOAD.take();
    if (niceness != 0) {
      Cores.priority(niceness);
    }
    Path home = Path.of(System.getProperty("weir.home", ".")).toAbsolutePath();
    Plan plan =
        new Plan(
            home,
            weir.orElse(home).toAbsolutePath(),
            home.resolve("target/bench"),
            servers,
            viewers,
            windows,
            runs,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(warm),
            settings);
    for (Name name : names) {
      Table table =
          switch (name) {
            case fanout -> new Fanout(plan, System.out).run();
          };
      System.out.println(table.toText());
    }
    return 0;
  }
}
