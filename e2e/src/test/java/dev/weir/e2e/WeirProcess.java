package dev.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A whole Weir in a process of its own, as {@code ./weir up} starts it, on free loopback ports. */
final class WeirProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path dataDir;
  private final Map<String, String> environment;
  private final Duration readyAfter;

  private WeirProcess(
      Process process, Path dataDir, Map<String, String> environment, Duration readyAfter) {
    this.process = process;
    this.dataDir = dataDir;
    this.environment = environment;
    this.readyAfter = readyAfter;
  }

  /** Starts on an empty or existing data directory and waits until it is ready. */
  static WeirProcess start(Path dataDir) {
    return start(dataDir, Map.of());
  }

  /** As {@link #start(Path)}, with settings of the caller's own, as environment variables. */
  static WeirProcess start(Path dataDir, Map<String, String> settings) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("WEIR_DATA_DIR", dataDir.toString());
    for (String key :
        List.of(
            "WEIR_PORTAL_PORT",
            "WEIR_GATEWAY_HTTP_PORT",
            "WEIR_GATEWAY_HTTPS_PORT",
            "WEIR_INGEST_RTMP_PORT",
            "WEIR_INGEST_RTMPS_PORT",
            "WEIR_OPS_PORT",
            "WEIR_NODE_PORT")) {
      environment.put(key, Integer.toString(freePort()));
    }
    environment.putAll(settings);
    try {
      Files.createDirectories(dataDir);
      long begun = System.nanoTime();
      Process process = launch(dataDir, environment);
      awaitReady(process, dataDir, environment);
      return new WeirProcess(
          process, dataDir, environment, Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException failed) {
      throw new IllegalStateException("Weir did not start", failed);
    }
  }

  private static Process launch(Path dataDir, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx1g",
            "-Dio.netty.transport.outboundBufferEntrySizeOverhead=0"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.weir.app.Weir", "up"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dataDir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(dataDir.resolve("console.log").toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void awaitReady(Process process, Path dataDir, Map<String, String> environment)
      throws IOException {
    URI health =
        URI.create("http://127.0.0.1:" + environment.get("WEIR_OPS_PORT") + "/health/ready");
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (answers200(health) && Files.exists(dataDir.resolve("quickstart.json"))) {
        return;
      }
      Pause.briefly();
    }
    process.destroyForcibly();
    throw new IOException("not ready: " + Files.readString(dataDir.resolve("console.log")));
  }

  private static boolean answers200(URI uri) {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What the server wrote for newcomers. */
  Quickstart quickstart() {
    try {
      JsonNode json = JSON.readTree(dataDir.resolve("quickstart.json").toFile());
      return new Quickstart(json);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** From the start of the process to its first 200 on {@code /health/ready}. */
  Duration readyAfter() {
    return readyAfter;
  }

  int port(String setting) {
    return Integer.parseInt(environment.get(setting));
  }

  URI ops(String path) {
    return URI.create("http://127.0.0.1:" + port("WEIR_OPS_PORT") + path);
  }

  Path dataDir() {
    return dataDir;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** All that it has printed. */
  String console() {
    try {
      return Files.readString(dataDir.resolve("console.log"));
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(10);
  }

  /** Ends it as Ctrl-C does, and returns its exit code. */
  int stop() {
    process.destroy();
    awaitEnd(30);
    return process.exitValue();
  }

  private void awaitEnd(int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("Weir did not end within " + seconds + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
