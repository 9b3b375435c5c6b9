package dev.weir.bench.server;

import dev.weir.bench.machine.Child;
import dev.weir.bench.machine.Pause;
import dev.weir.bench.machine.Ports;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One run of {@code ./weir up} on private ports.
 *
 * @param child the process
 * @param data its data directory
 * @param opsPort where it tells how it is
 */
public record WeirProcess(Child child, Path data, int opsPort) implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final Duration STEP = Duration.ofMillis(5);
  private static final int STEP_MS = 500;
  private static final String QUICKSTART = "quickstart.json";
  private static final String CONSOLE = "console.log";
  private static final String OPS_PORT = "WEIR_OPS_PORT";

  private static final List<String> OTHER_PORTS =
      List.of(
          "WEIR_PORTAL_PORT",
          "WEIR_GATEWAY_HTTP_PORT",
          "WEIR_GATEWAY_HTTPS_PORT",
          "WEIR_INGEST_RTMP_PORT",
          "WEIR_INGEST_RTMPS_PORT",
          "WEIR_NODE_PORT");

  /**
   * Starts it; does not wait.
   *
   * @param home folder of the repository whose launcher is used
   * @param data its data directory; made when it is missing
   * @param arguments behind {@code up}
   * @param pin puts the command on a core
   */
  public static WeirProcess launch(
      Path home, Path data, List<String> arguments, UnaryOperator<List<String>> pin)
      throws IOException {
    Files.createDirectories(data);
    Files.deleteIfExists(data.resolve(QUICKSTART));
    int opsPort = Ports.free();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("WEIR_DATA_DIR", data.toString());
    environment.put(OPS_PORT, Integer.toString(opsPort));
    OTHER_PORTS.forEach(key -> environment.put(key, Integer.toString(Ports.free())));
    List<String> command = new ArrayList<>(List.of(home.resolve("weir").toString(), "up"));
    command.addAll(arguments);
    Child child = Child.start(pin.apply(command), data, environment, data.resolve(CONSOLE));
    return new WeirProcess(child, data, opsPort);
  }

  /** Waits until it says that it is ready, and everything a newcomer needs is written. */
  public WeirProcess awaitReady() {
    TimeSource time = TimeSource.system();
    long deadline = time.nanos() + READY_LIMIT.toNanos();
    while (!isReady() || Files.notExists(data.resolve(QUICKSTART))) {
      if (!child.isAlive() || time.nanos() > deadline) {
        child.close();
        throw new IllegalStateException("Weir did not start; see " + data.resolve(CONSOLE));
      }
      Pause.of(STEP);
    }
    return this;
  }

  private boolean isReady() {
    try {
      URI uri = URI.create("http://127.0.0.1:" + opsPort + "/health/ready");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(STEP_MS);
      connection.setReadTimeout(STEP_MS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What it has written for newcomers. */
  public JsonObject quickstart() throws IOException {
    return new JsonObject(Files.readString(data.resolve(QUICKSTART)));
  }

  @Override
  public void close() {
    child.close();
  }
}
