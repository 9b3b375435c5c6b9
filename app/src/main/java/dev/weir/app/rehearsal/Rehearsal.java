package dev.weir.app.rehearsal;

import dev.weir.app.embedded.LoopbackPort;
import dev.weir.app.wiring.Platform;
import dev.weir.app.wiring.Role;
import dev.weir.app.wiring.Settings;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.runtime.config.ConfigSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything once, on free ports.
 *
 * @param dataDir a folder that may be thrown away behind it
 */
public record Rehearsal(Path dataDir) {

  private static final List<String> PORTS =
      List.of(
          "portal.port",
          "gateway.http.port",
          "gateway.https.port",
          "ingest.rtmp.port",
          "ingest.rtmps.port",
          "node.port",
          "ops.port");
  private static final Duration LENGTH = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Starts, plays and stops. */
  public void perform() throws Exception {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("data.dir", dataDir.toString());
    PORTS.forEach(key -> flags.put(key, Integer.toString(LoopbackPort.free())));
    Settings settings =
        Settings.read(ConfigSource.load(Optional.empty(), Map.of(), flags), "127.0.0.1");
    Platform platform = Platform.start(settings, EnumSet.allOf(Role.class));
    try {
      Quickstart quickstart =
          platform.demoTenant(new DomainName("localhost"), Optional.empty()).orElseThrow();
      ask(quickstart.portalUrl());
      ask(quickstart.watchUrl());
      ask("http://localhost:" + settings.ops().port() + "/metrics");
      play(quickstart);
    } finally {
      platform.stop();
    }
  }

  private static void play(Quickstart quickstart) throws Exception {
    try (RehearsalEncoder encoder = RehearsalEncoder.open(quickstart.pushUrl());
        RehearsalAudience audience = new RehearsalAudience()) {
      encoder.push(Duration.ofSeconds(1));
      audience.enter(quickstart.flvUrl(), quickstart.hlsUrl());
      encoder.push(LENGTH);
      audience.leave();
    }
  }

  /** What the answer is does not matter; answering is what is rehearsed. */
  private static void ask(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }
}
