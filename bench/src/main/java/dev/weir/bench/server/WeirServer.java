package dev.weir.bench.server;

import dev.weir.bench.machine.Child;
import dev.weir.bench.machine.Cores;
import dev.weir.bench.machine.Pause;
import dev.weir.bench.machine.Ports;
import dev.weir.bench.publish.RtmpSink;
import dev.weir.bench.publish.TagSink;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weir as a user starts it, {@code ./weir up}, on private ports and with a data directory of its
 * own.
 *
 * @param home folder of a repository, whose launcher is used
 * @param work folder for its data
 * @param window {@code video} or a number of milliseconds
 * @param settings further ones, as {@code key=value}
 */
public record WeirServer(Path home, Path work, String window, List<String> settings)
    implements Contender {

  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final String QUICKSTART = "quickstart.json";

  private static final List<String> PORT_SETTINGS =
      List.of(
          "WEIR_PORTAL_PORT",
          "WEIR_GATEWAY_HTTP_PORT",
          "WEIR_GATEWAY_HTTPS_PORT",
          "WEIR_INGEST_RTMP_PORT",
          "WEIR_INGEST_RTMPS_PORT",
          "WEIR_NODE_PORT",
          "WEIR_OPS_PORT");

  @Override
  public String name() {
    return "weir";
  }

  @Override
  public Duration warmUp() {
    return Duration.ofSeconds(20);
  }

  @Override
  public ServerUnderTest start() {
    Path data = work.resolve("weir");
    try {
      Files.createDirectories(data);
      if (!StreamLimit.isRaised(data)) {
        launch(data).close();
        StreamLimit.raise(data);
      }
      return launch(data);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private ServerUnderTest launch(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(QUICKSTART));
    List<String> command = new ArrayList<>(List.of(home.resolve("weir").toString(), "up"));
    command.add("--stream.flush.window=" + (window.equals("video") ? window : window + "ms"));
    settings.forEach(setting -> command.add("--" + setting));
    Path console = data.resolve("console.log");
    Child child = Child.start(Cores.SERVER.pin(command), data, environment(data), console);
    return new Running(child, awaitReady(child, data, console));
  }

  private static Map<String, String> environment(Path data) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("WEIR_DATA_DIR", data.toString());
    PORT_SETTINGS.forEach(key -> environment.put(key, Integer.toString(Ports.free())));
    return environment;
  }

  private static JsonObject awaitReady(Child child, Path data, Path console) {
    TimeSource time = TimeSource.system();
    long deadline = time.nanos() + READY_LIMIT.toNanos();
    Path quickstart = data.resolve(QUICKSTART);
    while (child.isAlive() && time.nanos() < deadline) {
      if (Files.exists(quickstart)) {
        return read(quickstart);
      }
      Pause.of(STEP);
    }
    child.close();
    throw new IllegalStateException("Weir did not start; see " + console);
  }

  /** It is written last of all, in one go. */
  private static JsonObject read(Path quickstart) {
    try {
      return new JsonObject(Files.readString(quickstart));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private record Running(Child child, JsonObject quickstart) implements ServerUnderTest {

    @Override
    public TagSink publisher(int number) {
      return RtmpSink.open(number == 0 ? quickstart.getString("pushUrl") : pushUrl(number));
    }

    private String pushUrl(int number) {
      String server = "rtmp://localhost:" + quickstart.getInteger("rtmpPort");
      return server + TypeA.sign("/live/bench" + number, quickstart.getString("pushKey"));
    }

    @Override
    public String url(Protocol protocol) {
      return switch (protocol) {
        case HTTP_FLV -> quickstart.getString("flvUrl");
        case HLS, REPEAT -> quickstart.getString("hlsUrl") + "&container=ts";
        case LOW_LATENCY_HLS -> quickstart.getString("hlsUrl");
        case RTMP -> throw new UnsupportedOperationException("its RTMP viewers are not measured");
      };
    }

    @Override
    public long pid() {
      return child.pid();
    }

    @Override
    public void close() {
      child.close();
    }
  }
}
