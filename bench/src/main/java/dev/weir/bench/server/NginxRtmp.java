package dev.weir.bench.server;

import dev.weir.bench.publish.RtmpSink;
import dev.weir.bench.publish.TagSink;
import java.nio.file.Path;
import java.time.Duration;

/**
 * nginx-rtmp as Debian ships it; its viewers play RTMP, since it knows no HTTP-FLV.
 *
 * @param work folder for its configuration and logs
 */
public record NginxRtmp(Path work) implements Contender {

  @Override
  public String name() {
    return "nginx-rtmp";
  }

  @Override
  public String window() {
    return "each tag";
  }

  @Override
  public Duration warmUp() {
    return Duration.ofSeconds(3);
  }

  @Override
  public ServerUnderTest start() {
    int port = Ports.free();
    Child child =
        Nginx.start(
            work.resolve("nginx-rtmp"),
            """
            rtmp {
              access_log off;
              server {
                listen 127.0.0.1:%d;
                application live {
                  live on;
                }
              }
            }
            """
                .formatted(port),
            port);
    return new Running(child, "rtmp://localhost:" + port + "/live/bench");
  }

  private record Running(Child child, String url) implements ServerUnderTest {

    @Override
    public TagSink publisher() {
      return RtmpSink.open(url);
    }

    @Override
    public String viewerUrl() {
      return url;
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
