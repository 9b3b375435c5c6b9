package dev.weir.app.command;

import dev.weir.app.embedded.LoopbackPort;
import dev.weir.app.wiring.Platform;
import dev.weir.app.wiring.Role;
import dev.weir.app.wiring.Settings;
import dev.weir.contract.identity.DomainName;
import dev.weir.runtime.config.ConfigSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Starts everything once on a throw-away data directory and free ports, asks for a few pages, and
 * stops. Run by the build under {@code -XX:AOTCacheOutput}, so that the JVM keeps what it learned
 * for the starts that follow (JEP 514).
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts everything once and stops, so that later starts are fast.")
public final class RehearseCommand implements Callable<Integer> {

  private static final List<String> PORTS =
      List.of(
          "portal.port",
          "gateway.http.port",
          "gateway.https.port",
          "ingest.rtmp.port",
          "ingest.rtmps.port",
          "node.port",
          "ops.port");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path dataDir = Files.createTempDirectory("weir-rehearsal");
    try {
      rehearse(dataDir);
    } finally {
      delete(dataDir);
    }
    return 0;
  }

  private static void rehearse(Path dataDir) throws IOException, InterruptedException {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("data.dir", dataDir.toString());
    PORTS.forEach(key -> flags.put(key, Integer.toString(LoopbackPort.free())));
    Settings settings =
        Settings.read(ConfigSource.load(Optional.empty(), Map.of(), flags), "127.0.0.1");
    Platform platform = Platform.start(settings, EnumSet.allOf(Role.class));
    try {
      platform.demoTenant(new DomainName("localhost"), Optional.empty());
      ask(settings.portal().port(), "/", "/sign-in");
      ask(settings.gateway().httpPort(), "/live/demo01.m3u8", "/live/demo01.html");
      ask(settings.ops().port(), "/health/ready", "/metrics");
    } finally {
      platform.stop();
    }
  }

  /** What the answer is does not matter; answering is what is rehearsed. */
  private static void ask(int port, String... paths) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path : paths) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
