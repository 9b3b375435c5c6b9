package dev.weir.bench;

import dev.weir.bench.experiment.Experiment;
import dev.weir.bench.experiment.Fanout;
import dev.weir.bench.experiment.Guessing;
import dev.weir.bench.experiment.Hls;
import dev.weir.bench.experiment.Ingest;
import dev.weir.bench.experiment.Ladder;
import dev.weir.bench.experiment.LowLatency;
import dev.weir.bench.experiment.Memory;
import dev.weir.bench.experiment.Micro;
import dev.weir.bench.experiment.Plan;
import dev.weir.bench.experiment.Portal;
import dev.weir.bench.experiment.Slow;
import dev.weir.bench.experiment.Startup;
import dev.weir.bench.machine.Command;
import dev.weir.bench.machine.Cores;
import dev.weir.bench.machine.Machine;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.ResultFile;
import dev.weir.bench.server.Nginx;
import dev.weir.bench.server.Peer;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The process behind {@code ./weir bench}. */
@CommandLine.Command(
    name = "./weir bench",
    description = {
      "Measures what serving costs, beside the bare limit of the machine and beside peers. The "
          + "server has the first core, all load the second.",
      ""
    })
public final class Bench implements Callable<Integer> {

  private static final String RESULTS = "docs/benchmarks/results";
  private static final int HELP_COLUMNS = 100;

  /** What can be measured, as it is typed. */
  enum Name {
    fanout,
    hls,
    llhls,
    memory,
    slow,
    ingest,
    ladder,
    guessing,
    startup,
    portal,
    jmh;

    private Experiment experiment(Plan plan) {
      return switch (this) {
        case fanout -> new Fanout(plan, System.out);
        case hls -> new Hls(plan, System.out);
        case llhls -> new LowLatency(plan, System.out);
        case memory -> new Memory(plan, System.out);
        case slow -> new Slow(plan, System.out);
        case ingest -> new Ingest(plan, System.out);
        case ladder -> new Ladder(plan, System.out);
        case guessing -> new Guessing(plan, System.out);
        case startup -> new Startup(plan, System.out);
        case portal -> new Portal(plan, System.out);
        case jmh -> new Micro(plan, System.out);
      };
    }
  }

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "What to measure: ${COMPLETION-CANDIDATES}; everything without a name.")
  private List<Name> names = new ArrayList<>();

  @Option(
      names = "--servers",
      split = ",",
      defaultValue = "limit,weir,nginx",
      description = "Who takes part: limit, weir, weir-rtmp, nginx (default: ${DEFAULT-VALUE}).")
  private List<String> servers = new ArrayList<>();

  @Option(
      names = "--peer",
      paramLabel = "NAME=PUSH_URL,VIEW_URL",
      converter = PeerText.class,
      description =
          "A server of your own on this machine takes part in fanout; start it on core 0.")
  private List<Peer> peers = new ArrayList<>();

  @Option(
      names = "--viewers",
      split = ",",
      description = "Numbers of viewers, instead of the experiment's own.")
  private List<Integer> viewers = new ArrayList<>();

  @Option(
      names = "--windows",
      split = ",",
      description = "When servers write: video, or milliseconds.")
  private List<String> windows = new ArrayList<>();

  @Option(names = "--full", description = "Takes hours: the whole table, five runs of each.")
  private boolean full;

  @Option(
      names = "--write",
      description = "Put each finding into " + RESULTS + ", over the one before.")
  private boolean write;

  @Option(names = "--runs", defaultValue = "0", description = "Of each; medians are shown.")
  private int runs;

  @Option(names = "--seconds", defaultValue = "0", description = "Length of a measurement.")
  private int seconds;

  @Option(names = "--warm", defaultValue = "0", description = "Seconds that a JVM is warmed up.")
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

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // Whoever sees to the option never asks for its value.
  private boolean help;

  private final String typed;

  private Bench(String typed) {
    this.typed = typed;
  }

  /** Runs what the arguments name. */
  public static void main(String[] arguments) {
    Bench bench = new Bench(("./weir bench " + String.join(" ", arguments)).trim());
    System.exit(new CommandLine(bench).setUsageHelpWidth(HELP_COLUMNS).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (!Command.exists("taskset") || !Cores.areThere()) {
      System.err.println("The benchmark needs two cores, and taskset to tell them apart.");
      return 1;
    }
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
            full,
            available(servers),
            peers,
            viewers,
            windows,
            runs,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(warm),
            settings);
    for (Name name : names.isEmpty() ? List.of(Name.values()) : names) {
      Finding finding = name.experiment(plan).run();
      System.out.println(finding.toText());
      if (write) {
        write(home, finding);
      }
    }
    return 0;
  }

  /** Takes out what cannot run here, and says so. */
  private static List<String> available(List<String> servers) {
    List<String> available = new ArrayList<>(servers);
    if (!Nginx.isHere() && available.remove("nginx")) {
      System.out.println("nginx is left out: nginx and libnginx-mod-rtmp are not installed.");
    }
    if (!Command.exists("cc") && available.remove("limit")) {
      System.out.println("The limit is left out: there is no C compiler.");
    }
    return available;
  }

  /** How a peer is typed. */
  static final class PeerText implements CommandLine.ITypeConverter<Peer> {

    @Override
    public Peer convert(String text) {
      return Peer.parse(text);
    }
  }

  private void write(Path home, Finding finding) throws IOException {
    String when = TimeSource.system().now().truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> machine = Machine.here(home).facts();
    new ResultFile(typed, when, machine, finding).write(home.resolve(RESULTS));
    System.out.println("Written to " + RESULTS + "/" + finding.name() + ".md.");
  }
}
