package dev.weir.bench.server;

import dev.weir.bench.machine.Child;
import dev.weir.bench.machine.Ports;
import dev.weir.bench.publish.RtmpSink;
import dev.weir.bench.publish.TagSink;
import java.nio.file.Path;
import java.time.Duration;

/**
 * nginx-rtmp as Debian ships it. Its viewers play RTMP, since it knows no HTTP-FLV, or fetch the
 * segments that it has written as static files.
 *
 * @param work folder for its configuration, its logs and its segments
 * @param writesHls whether it cuts segments; each costs processor time
 */
public record NginxRtmp(Path work, boolean writesHls) implements Contender {

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public String window() {
    return "0";
  }

  @Override
  public Duration warmUp() {
    return Duration.ofSeconds(3);
  }

  @Override
  public ServerUnderTest start() {
    Path folder = work.resolve("nginx");
    int rtmp = Ports.free();
    int http = Ports.free();
    Child child = Nginx.start(folder, rtmp(rtmp, folder) + http(http, folder), rtmp);
    return new Running(child, rtmp, http);
  }

  private String rtmp(int port, Path folder) {
    String hls =
        "hls on; hls_fragment 2s; hls_playlist_length 16s; hls_path " + folder.resolve("hls;");
    return """
    rtmp {
      access_log off;
      server {
        listen 127.0.0.1:%d;
        application live {
          live on;
          %s
        }
      }
    }
    """
        .formatted(port, writesHls ? hls : "");
  }

  private static String http(int port, Path folder) {
    return """
    http {
      access_log off;
      sendfile on;
      tcp_nopush on;
      keepalive_requests 100000000;
      open_file_cache max=1000 inactive=60s;
      open_file_cache_valid 1s;
      types {
        application/vnd.apple.mpegurl m3u8;
        video/mp2t ts;
      }
      server {
        listen 127.0.0.1:%d;
        root %s/hls;
      }
    }
    """
        .formatted(port, folder);
  }

  private record Running(Child child, int rtmp, int http) implements ServerUnderTest {

    @Override
    public TagSink publisher(int number) {
      return RtmpSink.open(rtmpUrl(number));
    }

    private String rtmpUrl(int number) {
      return "rtmp://localhost:" + rtmp + "/live/bench" + number;
    }

    @Override
    public String url(Protocol protocol) {
      return switch (protocol) {
        case RTMP -> rtmpUrl(0);
        case HLS, REPEAT -> "http://localhost:" + http + "/bench0.m3u8";
        case HTTP_FLV, LOW_LATENCY_HLS ->
            throw new UnsupportedOperationException("nginx-rtmp has no " + protocol);
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
