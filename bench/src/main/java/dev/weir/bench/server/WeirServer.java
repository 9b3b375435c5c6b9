package dev.weir.bench.server;

import dev.weir.bench.machine.Cores;
import dev.weir.bench.publish.RtmpSink;
import dev.weir.bench.publish.TagSink;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

  private static final String VIDEO = "video";
  private static final String STREAM_PATH = "/live/demo01";

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
      if (!StreamLimit.isRaised(data)) {
        launch(data).close();
        StreamLimit.raise(data);
      }
      WeirProcess process = launch(data);
      return new Running(process, process.quickstart());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private WeirProcess launch(Path data) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("--stream.flush.window=" + (window.equals(VIDEO) ? window : window + "ms"));
    settings.forEach(setting -> arguments.add("--" + setting));
    return WeirProcess.launch(home, data, arguments, Cores.SERVER::pin).awaitReady();
  }

  private record Running(WeirProcess process, JsonObject quickstart) implements ServerUnderTest {

    @Override
    public TagSink publisher(int number) {
      return RtmpSink.open(number == 0 ? quickstart.getString("pushUrl") : pushUrl(number));
    }

    private String rtmp() {
      return "rtmp://localhost:" + quickstart.getInteger("rtmpPort");
    }

    private String pushUrl(int number) {
      return rtmp() + TypeA.sign("/live/bench" + number, quickstart.getString("pushKey"));
    }

    @Override
    public String url(Protocol protocol) {
      return switch (protocol) {
        case HTTP_FLV -> quickstart.getString("flvUrl");
        case HLS, REPEAT -> quickstart.getString("hlsUrl") + "&container=ts";
        case LOW_LATENCY_HLS -> quickstart.getString("hlsUrl");
        case RTMP -> rtmp() + TypeA.sign(STREAM_PATH, quickstart.getString("playKey"));
      };
    }

    @Override
    public long pid() {
      return process.child().pid();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
