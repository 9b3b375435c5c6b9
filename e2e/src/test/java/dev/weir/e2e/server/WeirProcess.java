package dev.weir.e2e.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.e2e.media.Program;
import dev.weir.testkit.port.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Weir in a process of its own, on free loopback ports and a data directory of the caller's: a
 * whole one as {@code ./weir up} starts it, or one of many as {@code ./weir serve} does.
 */
public final class WeirProcess implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int TAIL_LINES = 60;

  private static final List<String> PORT_SETTINGS =
      List.of(
          "WEIR_PORTAL_PORT",
          "WEIR_GATEWAY_HTTP_PORT",
          "WEIR_GATEWAY_HTTPS_PORT",
          "WEIR_INGEST_RTMP_PORT",
          "WEIR_INGEST_RTMPS_PORT",
          "WEIR_NODE_PORT",
          "WEIR_OPS_PORT");

  /** What a process has ahead of all other classes; says nothing to Weir itself. */
  private static final String FIRST_CLASSES = "FIRST_CLASSES";

  private final Process process;
  private final Path dataDir;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final long startedNanos = System.nanoTime();

  private WeirProcess(
      Process process, Path dataDir, List<String> arguments, Map<String, String> environment) {
    this.process = process;
    this.dataDir = dataDir;
    this.arguments = arguments;
    this.environment = environment;
  }

  /** Starts on an empty or existing data directory and waits until it is ready. */
  public static WeirProcess start(Path dataDir) {
    return start(dataDir, Map.of());
  }

  /** As {@link #start(Path)}, with settings of the caller's own, as environment variables. */
  public static WeirProcess start(Path dataDir, Map<String, String> settings) {
    WeirProcess weir = launch(dataDir, settings, List.of());
    weir.awaitReady();
    return weir;
  }

  /** Starts {@code up} with further arguments and waits for nothing. */
  public static WeirProcess launch(
      Path dataDir, Map<String, String> settings, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("up"));
    command.addAll(arguments);
    return launch(dataDir, command, onFreePorts(dataDir, settings));
  }

  /** Starts {@code serve} with roles such as {@code ingest,gateway} and waits for nothing. */
  public static WeirProcess serve(Path dataDir, String roles, Map<String, String> settings) {
    return launch(dataDir, List.of("serve", "--role", roles), onFreePorts(dataDir, settings));
  }

  /** Starts it once more, after its end, as it was: same directory, same ports. */
  public WeirProcess startAgain() {
    WeirProcess weir = launch(dataDir, arguments, environment);
    weir.awaitReady();
    return weir;
  }

  /** As {@link #start(Path)}, with another wall clock than this machine's. */
  public static WeirProcess start(Path dataDir, HurriedClock clock) {
    String classes = clock.classes(dataDir.resolveSibling("clock")).toString();
    WeirProcess weir =
        launch(
            dataDir,
            List.of("up"),
            onFreePorts(dataDir, Map.of(FIRST_CLASSES, classes + File.pathSeparator)));
    weir.awaitReady();
    return weir;
  }

  private static Map<String, String> onFreePorts(Path dataDir, Map<String, String> settings) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("WEIR_DATA_DIR", dataDir.toString());
    PORT_SETTINGS.forEach(key -> environment.put(key, Integer.toString(FreePort.choose())));
    environment.putAll(settings);
    return environment;
  }

  private static WeirProcess launch(
      Path dataDir, List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>(java(environment));
    command.add("dev.weir.app.Weir");
    command.addAll(arguments);
    try {
      Files.createDirectories(dataDir);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(dataDir.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(console(dataDir).toFile()));
      builder.environment().putAll(environment);
      return new WeirProcess(builder.start(), dataDir, arguments, environment);
    } catch (IOException failed) {
      throw new UncheckedIOException("Weir did not start", failed);
    }
  }

  /** The same options as the launcher's. */
  private static List<String> java(Map<String, String> environment) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + Path.of("..", "app", "jvm.options").toAbsolutePath(),
        "-Xmx1g",
        "-cp",
        environment.getOrDefault(FIRST_CLASSES, "") + System.getProperty("java.class.path"));
  }

  /**
   * Waits for the first 200 on {@code /health/ready}, and says how long after the start it came.
   */
  public Duration awaitReady() {
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Web.answers(ops("/health/ready"), 200) && isWelcoming()) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
      }
      sleep(STEP);
    }
    String console = console();
    process.destroyForcibly();
    throw new IllegalStateException("Weir is not ready; it said:\n" + console);
  }

  /** {@code up} has something to tell newcomers, {@code serve} has not. */
  private boolean isWelcoming() {
    return !arguments.getFirst().equals("up") || Files.exists(dataDir.resolve("quickstart.json"));
  }

  /** What the server wrote for newcomers. */
  public Quickstart quickstart() {
    try {
      return new Quickstart(
          new ObjectMapper().readTree(dataDir.resolve("quickstart.json").toFile()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Runs {@code weir demo} for this server. */
  public Program demo() {
    return command("demo");
  }

  /** Runs another command, such as {@code admin doctor}, with the settings of this server. */
  public Program command(String... words) {
    List<String> command = new ArrayList<>(java(environment));
    command.add("dev.weir.app.Weir");
    command.addAll(List.of(words));
    return Program.start(command, environment);
  }

  /** The port behind a setting such as {@code WEIR_GATEWAY_HTTPS_PORT}. */
  public int port(String setting) {
    return Integer.parseInt(environment.getOrDefault(setting, "0"));
  }

  /** An address on the operator's port. */
  public URI ops(String path) {
    return URI.create("http://127.0.0.1:" + port("WEIR_OPS_PORT") + path);
  }

  /** All metrics, as of now. */
  public Metrics metrics() {
    return Metrics.scrape(ops("/metrics"));
  }

  public Path dataDir() {
    return dataDir;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** All that it has printed. */
  public String console() {
    try {
      return Files.readString(console(dataDir));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The end of what it has printed, for the message of a failed test. */
  public String consoleTail() {
    List<String> lines = console().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private static Path console(Path dataDir) {
    return dataDir.resolve("console.log");
  }

  /** Waits for it to end by itself, and returns its exit code. */
  public int awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        String console = consoleTail();
        process.destroyForcibly();
        throw new IllegalStateException(
            "Weir did not end within " + limit.toSeconds() + " s; it said:\n" + console);
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(KILL_LIMIT);
  }

  /** Ends it as SIGTERM does, and returns its exit code. */
  public int stop() {
    process.destroy();
    return awaitEnd(STOP_LIMIT);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }

  private static void sleep(Duration step) {
    try {
      Thread.sleep(step);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
