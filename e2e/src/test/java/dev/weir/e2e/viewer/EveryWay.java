package dev.weir.e2e.viewer;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One viewer of each protocol on one gateway, and when each of them was shut out. */
public final class EveryWay implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Between two requests of the viewer of HLS, so that its end is known as exactly. */
  private static final Duration STEP = Duration.ofMillis(40);

  /** More than anything that is said before the first picture. */
  private static final int SOME_MEDIA_BYTES = 10_000;

  private final FlvViewer flv;
  private final WebSocketViewer webSocket;
  private final RawRtmp rtmp;
  private final Map<Way, CompletableFuture<Long>> gone = new EnumMap<>(Way.class);
  private volatile String refusal = "";
  private volatile boolean left;

  /** How a stream can be watched. */
  public enum Way {
    /** HTTP-FLV. */
    FLV,
    /** WebSocket-FLV. */
    WEBSOCKET,
    /** HLS: whose next request is refused is gone. */
    HLS,
    /** RTMP: who is told that the play is over is gone. */
    RTMP
  }

  private EveryWay(FlvViewer flv, WebSocketViewer webSocket, RawRtmp rtmp) {
    this.flv = flv;
    this.webSocket = webSocket;
    this.rtmp = rtmp;
    gone.put(Way.FLV, flv.gone());
    gone.put(Way.WEBSOCKET, webSocket.closed().handle((_, _) -> System.nanoTime()));
    gone.put(Way.RTMP, rtmp.over());
  }

  /** Opens all four, and waits until each of them has got media. */
  public static EveryWay watch(Quickstart gateway, String stream, Path folder) {
    try {
      Path recording = Files.createTempDirectory(folder, stream).resolve("recording.flv");
      FlvViewer flv = FlvViewer.open(gateway.playUrl(stream + ".flv"));
      String rtmpUrl = gateway.rtmpUrl(stream);
      RawRtmp rtmp = RawRtmp.connect(rtmpUrl);
      rtmp.play(rtmpUrl);
      EveryWay viewers =
          new EveryWay(
              flv, WebSocketViewer.record(gateway.playUrl(stream + ".flv"), recording), rtmp);
      HlsViewer hls = HlsViewer.open(gateway.playUrl(stream + ".m3u8"));
      assertThat(Web.bytes(HlsViewer.load(hls.video()).segments().getLast()).statusCode())
          .isEqualTo(200);
      flv.await(Tag::frame, PATIENCE);
      rtmp.awaitBytes(SOME_MEDIA_BYTES, PATIENCE);
      await("a recording").atMost(PATIENCE).until(() -> Files.size(recording) > SOME_MEDIA_BYTES);
      viewers.gone.put(Way.HLS, viewers.follow(hls));
      return viewers;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Asks for the playlist again and again, until that is refused. */
  private CompletableFuture<Long> follow(HlsViewer hls) {
    CompletableFuture<Long> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("viewer of " + hls.video().getPath())
        .start(() -> {
          try {
            HttpResponse<String> answer = Web.get(hls.video());
            while (answer.statusCode() == 200 && !left) {
              Thread.sleep(STEP);
              answer = Web.get(hls.video());
            }
            refusal = answer.body();
            end.complete(System.nanoTime());
          } catch (RuntimeException | InterruptedException failed) {
            end.completeExceptionally(failed);
          }
        });
    return end;
  }

  /** Asserts that nobody has been shut out. */
  public void assertAllPlay() {
    assertThat(over()).as("%s", this).isEmpty();
  }

  /** Asserts that one has been shut out, and nobody else. */
  public void assertPlayBut(Way way) {
    assertThat(over()).as("%s", this).containsExactly(way);
  }

  private Set<Way> over() {
    return gone.keySet().stream().filter(way -> gone.get(way).isDone()).collect(toSet());
  }

  /** Waits until one of them is shut out, and says how long after a moment that was. */
  public Duration goneAfter(long fromNanos, Way way) {
    try {
      long end = gone.get(way).copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
      return Duration.ofNanos(end - fromNanos);
    } catch (CompletionException notGone) {
      throw new AssertionError(way + " plays on, or failed: " + this, notGone);
    }
  }

  /** The same for all four. */
  public Map<Way, Duration> goneAfter(long fromNanos) {
    Map<Way, Duration> after = new EnumMap<>(Way.class);
    gone.keySet().forEach(way -> after.put(way, goneAfter(fromNanos, way)));
    return after;
  }

  /** The viewer of HTTP-FLV. */
  public FlvViewer flv() {
    return flv;
  }

  /** What the viewer of HLS was told at its end. */
  public String refusal() {
    return refusal;
  }

  @Override
  public String toString() {
    return flv + ", WebSocket " + webSocket.closed() + ", HLS " + refusal;
  }

  /** Leaves, as far as not shut out. */
  @Override
  public void close() {
    left = true;
    flv.close();
    webSocket.close();
    rtmp.close();
  }
}
