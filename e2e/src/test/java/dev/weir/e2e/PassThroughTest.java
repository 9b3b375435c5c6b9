package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.media.DecodedRun;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Passage;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.WebSocketViewer;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Packet;
import dev.weir.testkit.ffmpeg.Running;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an encoder pushes is what a viewer gets, bit for bit, on every protocol.
 *
 * <p>All streams are pushed at once, in real time; viewers come when they have run for some
 * seconds, and stay until the end. Then each test looks at one stream on one protocol.
 */
@ExtendWith(SharedWeir.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PassThroughTest {

  private static final int SECONDS = 14;
  private static final int OBS_SECONDS = 30;
  private static final Duration JOIN_AFTER = Duration.ofSeconds(5);
  private static final Duration OBS_JOIN_AFTER = Duration.ofSeconds(13);
  private static final Duration END_LIMIT = Duration.ofMinutes(2);
  private static final int NORMAL_CLOSURE = 1000;

  enum Stream {
    H264_AAC,
    HEVC_AAC,
    AV1_OPUS,
    AUDIO_ONLY,
    VIDEO_ONLY;

    Source source() {
      return switch (this) {
        case H264_AAC -> Source.h264AndAac();
        case HEVC_AAC -> Source.hevcAndAac();
        case AV1_OPUS -> Source.av1AndOpus();
        case AUDIO_ONLY -> Source.audioOnly();
        case VIDEO_ONLY -> Source.videoOnly();
      };
    }

    String streamName() {
      return "pass-" + name().replace('_', '-');
    }
  }

  private enum Protocol {
    HTTP_FLV,
    WEBSOCKET_FLV,
    HLS_CMAF,
    RTMP
  }

  private final Executor threads = task -> Thread.ofVirtual().start(task);
  private final Map<Stream, Path> files = new EnumMap<>(Stream.class);
  private final Map<Stream, Map<Protocol, CompletableFuture<List<Packet>>>> seen =
      new EnumMap<>(Stream.class);
  private final Map<Stream, CompletableFuture<DecodedRun>> seenAsTs = new EnumMap<>(Stream.class);
  private final List<Running> encoders = new ArrayList<>();

  private Path folder;

  private Quickstart quickstart;
  private HttpResponse<String> av1AsTs;
  private Path obsFile;
  private CompletableFuture<List<Packet>> obsSeen;

  @BeforeAll
  void pushAndWatch(WeirProcess weir, @TempDir Path temporary) {
    folder = temporary;
    quickstart = weir.quickstart();
    for (Stream stream : Stream.values()) {
      files.put(stream, stream.source().draw(folder, stream.name(), SECONDS));
    }
    obsFile = Source.obsDefault().draw(folder, "obs", OBS_SECONDS);
    encoders.add(Encoder.push(obsFile, quickstart.pushUrl("pass-obs")));
    obsSeen = later(OBS_JOIN_AFTER, () -> Packet.read(hls("pass-obs", "")));
    files.forEach((stream, file) ->
        encoders.add(Encoder.push(file, quickstart.pushUrl(stream.streamName()))));
    await(later(JOIN_AFTER, () -> true));
    for (Stream stream : Stream.values()) {
      seen.put(stream, watch(stream));
    }
    for (Stream stream : List.of(Stream.H264_AAC, Stream.HEVC_AAC)) {
      String url = hls(stream.streamName(), "container=ts");
      seenAsTs.put(stream, CompletableFuture.supplyAsync(() -> DecodedRun.of(url), threads));
    }
    av1AsTs = Web.get(quickstart.playUrl(Stream.AV1_OPUS.streamName() + ".m3u8", "container=ts"));
  }

  private Map<Protocol, CompletableFuture<List<Packet>>> watch(Stream stream) {
    String name = stream.streamName();
    Map<Protocol, CompletableFuture<List<Packet>>> viewers = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      viewers.put(
          protocol,
          switch (protocol) {
            case HTTP_FLV -> read(quickstart.playUrl(name + ".flv").toString());
            case WEBSOCKET_FLV -> readWebSocket(name);
            case HLS_CMAF -> read(hls(name, ""));
            case RTMP -> read(quickstart.rtmpUrl(name), "-rtmp_live", "live");
          });
    }
    return viewers;
  }

  private CompletableFuture<List<Packet>> read(String url, String... options) {
    return CompletableFuture.supplyAsync(() -> Packet.read(url, options), threads);
  }

  private CompletableFuture<List<Packet>> readWebSocket(String name) {
    Path file = folder.resolve(name + "-websocket.flv");
    WebSocketViewer viewer = WebSocketViewer.record(quickstart.playUrl(name + ".flv"), file);
    return viewer
        .closed()
        .thenApplyAsync(
            status -> {
              viewer.close();
              assertThat(status).as("status of the close frame").isEqualTo(NORMAL_CLOSURE);
              return Packet.read(file.toString());
            },
            threads);
  }

  private String hls(String name, String parameter) {
    String file = name + ".m3u8";
    return (parameter.isEmpty() ? quickstart.playUrl(file) : quickstart.playUrl(file, parameter))
        .toString();
  }

  private static <T> CompletableFuture<T> later(Duration delay, Supplier<T> task) {
    return CompletableFuture.supplyAsync(
        task, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("the viewer was not through in time", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private List<Packet> pushed(Stream stream) {
    return Packet.read(files.get(stream).toString());
  }

  /**
   * What ISO BMFF makes of what was pushed: an AV1 sample has no temporal delimiter (AV1-ISOBMFF,
   * 2.4), which ffmpeg's FLV does have. All else is the same bytes.
   */
  private List<Packet> pushedAsSamples(Stream stream) {
    if (stream != Stream.AV1_OPUS) {
      return pushed(stream);
    }
    Path samples = folder.resolve("samples.flv");
    String file = files.get(stream).toString();
    Ffmpeg.run(
        "-y", "-i", file, "-c", "copy", "-bsf:v", "av1_metadata=td=remove", samples.toString());
    return Packet.read(samples.toString());
  }

  private void isBitExact(List<Packet> pushed, Stream stream, Protocol protocol) {
    new Passage(pushed, await(seen.get(stream).get(protocol))).isBitExact();
  }

  @ParameterizedTest
  @EnumSource
  void overHttpFlv(Stream stream) {
    isBitExact(pushed(stream), stream, Protocol.HTTP_FLV);
  }

  @ParameterizedTest
  @EnumSource
  void overWebSocketFlv(Stream stream) {
    isBitExact(pushed(stream), stream, Protocol.WEBSOCKET_FLV);
  }

  @ParameterizedTest
  @EnumSource
  void overHlsInCmaf(Stream stream) {
    isBitExact(pushedAsSamples(stream), stream, Protocol.HLS_CMAF);
  }

  @ParameterizedTest
  @EnumSource
  void overRtmp(Stream stream) {
    isBitExact(pushed(stream), stream, Protocol.RTMP);
  }

  @ParameterizedTest
  @EnumSource(names = {"H264_AAC", "HEVC_AAC"})
  void overHlsInTransportStreamTheSamePicturesAndSound(Stream stream) {
    DecodedRun run = await(seenAsTs.get(stream));
    run.continues(DecodedRun.of(files.get(stream).toString()), pushed(stream));
  }

  @Test
  void refusesTransportStreamForCodecsThatHaveNoPlaceInIt() {
    assertThat(av1AsTs.statusCode()).isEqualTo(406);
    assertThat(av1AsTs.body()).contains("CODEC_NOT_IN_CONTAINER");
  }

  @Test
  void playsKeyFramesEightSecondsApartOverHls() {
    new Passage(Packet.read(obsFile.toString()), await(obsSeen)).isBitExact();
  }

  @AfterAll
  void endEncoders() {
    encoders.forEach(Running::close);
  }
}
