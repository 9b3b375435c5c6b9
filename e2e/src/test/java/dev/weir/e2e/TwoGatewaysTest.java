package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Cluster;
import dev.weir.e2e.server.Metrics;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.Continuity;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.HlsPlaylist;
import dev.weir.e2e.viewer.HlsViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.e2e.viewer.WebSocketViewer;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Running;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One process that ingests and two that serve viewers: a stream goes to each of them once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class TwoGatewaysTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A process starts, an encoder reconnects, a group of pictures passes. */
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

  /** Newcomers are let in however late the event loops of a busy machine are. */
  private static final Map<String, String> ANY_LOAD =
      Map.of("WEIR_GATEWAY_LOAD_MAX_LATENESS", "0s");

  private static final Duration MEASURED = Duration.ofSeconds(4);
  private static final int VIEWERS = 500;
  private static final int BITRATE_KBIT = 200;
  private static final long RECORDED_BYTES = 100_000;

  private Path folder;
  private Cluster cluster;
  private WeirProcess owner;
  private List<WeirProcess> gateways;
  private Path file;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    cluster = Cluster.start(folder);
    owner = cluster.node("owner", "ingest");
    gateways =
        List.of(
            cluster.node("left", "gateway", ANY_LOAD), cluster.node("right", "gateway", ANY_LOAD));
    file = Source.h264AndAac().at(BITRATE_KBIT).draw(folder, "edges", 60);
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private Running push(String stream) {
    return Encoder.loop(file, cluster.quickstart(owner).pushUrl(stream));
  }

  private Quickstart gateway(int index) {
    return cluster.quickstart(gateways.get(index));
  }

  /** How many answers of a kind other nodes began to take from the owner. */
  private double begun(String kind) {
    return ofOwner().sum("weir_origin_pulls_begun_total", "kind=\"" + kind + "\"");
  }

  /** A scrape, which a machine with five hundred viewers beside it may be late with. */
  private Metrics ofOwner() {
    return await("a scrape")
        .atMost(RECOVERY_LIMIT)
        .ignoreExceptions()
        .until(owner::metrics, _ -> true);
  }

  private static void plays(FlvViewer viewer, Duration time) {
    long from = System.nanoTime();
    viewer.await(
        tag -> tag.frame() && tag.arrivedNanos() - from > time.toNanos(), time.plus(PATIENCE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void everyProtocolPlays(int index) throws Exception {
    String stream = "all" + index;
    Quickstart play = gateway(index);
    try (Running encoder = push(stream)) {
      play.awaitLive(stream);
      // First over WebSocket, so that the upgrade has to wait for the copy.
      Path recording = folder.resolve(stream + ".flv");
      CompletableFuture<Integer> closed =
          WebSocketViewer.record(play.playUrl(stream + ".flv"), recording);
      await("a recording").atMost(PATIENCE).until(() -> Files.size(recording) > RECORDED_BYTES);
      assertThat(closed).isNotDone();
      try (FlvViewer flv = FlvViewer.open(play.playUrl(stream + ".flv"))) {
        plays(flv, Duration.ofSeconds(2));
        Continuity.holds(flv);
      }
      HlsViewer hls = HlsViewer.open(play.playUrl(stream + ".m3u8"));
      hls.plays(Duration.ofSeconds(4));
      playsParts(hls);
      HlsViewer.open(play.playUrl(stream + ".m3u8", "container=ts")).plays(Duration.ofSeconds(4));
      Ffmpeg.run("-i", play.rtmpUrl(stream), "-t", "2", "-c", "copy", "-f", "null", "-");
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  /** Asks for the playlist with the next segment's first part, and gets it when it is there. */
  private static void playsParts(HlsViewer hls) {
    HlsPlaylist now = HlsViewer.load(hls.video());
    HlsPlaylist next =
        HlsViewer.load(now.with("_HLS_msn=" + (now.lastSegment() + 2) + "&_HLS_part=0"));
    assertThat(next.lastSegment()).isGreaterThan(now.lastSegment());
    assertThat(Web.bytes(next.hint().orElseThrow()).statusCode()).isEqualTo(200);
  }

  @Test
  void oneCopyGoesToEachGatewayHoweverManyWatch() {
    try (Running encoder = push("crowd")) {
      List<FlvViewer> viewers = new ArrayList<>();
      double tagsBefore = begun("tags");
      try {
        for (int i = 0; i < gateways.size(); i++) {
          gateway(i).awaitLive("crowd");
          viewers.add(FlvViewer.open(gateway(i).playUrl("crowd.flv")));
        }
        viewers.forEach(viewer -> plays(viewer, Duration.ofSeconds(1)));
        double withOne = bytesPerSecond();
        IntStream.range(0, VIEWERS)
            .mapToObj(i -> gateway(i % 2).playUrl("crowd.flv"))
            .forEach(uri -> viewers.add(FlvViewer.open(uri, tag -> {})));
        double timelinesBefore = begun("timeline");
        for (int i = 0; i < VIEWERS; i++) {
          HlsViewer.load(HlsViewer.open(gateway(i % 2).playUrl("crowd.m3u8")).video());
        }
        double withMany = bytesPerSecond();
        assertThat(withMany).isLessThan(withOne * 1.5);
        assertThat(begun("tags") - tagsBefore).isEqualTo(2);
        assertThat(begun("timeline") - timelinesBefore).isLessThanOrEqualTo(2);
        assertThat(viewers).noneMatch(FlvViewer::ended);
      } finally {
        viewers.forEach(FlvViewer::close);
      }
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  /** Over some seconds; how many they were depends on who else wants the cores. */
  private double bytesPerSecond() {
    double before = ofOwner().sum("weir_origin_egress_bytes_total", "");
    long from = System.nanoTime();
    await("a while").pollDelay(MEASURED).atMost(MEASURED.plus(PATIENCE)).until(() -> true);
    double bytes = ofOwner().sum("weir_origin_egress_bytes_total", "") - before;
    return bytes / (System.nanoTime() - from) * 1e9;
  }

  @Test
  void bothGatewaysShowTheSameSegments() {
    try (Running encoder = push("same")) {
      List<HlsViewer> viewers = new ArrayList<>();
      for (int i = 0; i < gateways.size(); i++) {
        gateway(i).awaitLive("same");
        viewers.add(HlsViewer.open(gateway(i).playUrl("same.m3u8")));
      }
      viewers.getFirst().plays(Duration.ofSeconds(6));
      HlsPlaylist left = HlsViewer.load(viewers.get(0).video());
      HlsPlaylist right = HlsViewer.load(viewers.get(1).video());
      assertThat(Math.abs(left.lastSegment() - right.lastSegment())).isLessThanOrEqualTo(1);
      List<String> common = new ArrayList<>(names(left));
      common.retainAll(names(right));
      assertThat(common).hasSizeGreaterThanOrEqualTo(3);
      for (String name : common) {
        byte[] one = Web.bytes(left.uri().resolve(name)).body();
        assertThat(Web.bytes(right.uri().resolve(name)).body()).as(name).isEqualTo(one);
      }
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  private static List<String> names(HlsPlaylist playlist) {
    return playlist.segments().stream()
        .map(URI::getPath)
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void viewersOfBothGatewaysPlayOnWhenTheOwnerIsKilled() {
    List<FlvViewer> flv = new ArrayList<>();
    List<HlsViewer> hls = new ArrayList<>();
    List<Long> lastSegments = new ArrayList<>();
    try (Running encoder = push("killed")) {
      for (int i = 0; i < gateways.size(); i++) {
        gateway(i).awaitLive("killed");
        flv.add(FlvViewer.open(gateway(i).playUrl("killed.flv")));
        hls.add(HlsViewer.open(gateway(i).playUrl("killed.m3u8")));
      }
      flv.forEach(viewer -> plays(viewer, Duration.ofSeconds(2)));
      owner.kill();
      encoder.kill();
    }
    hls.forEach(viewer -> lastSegments.add(HlsViewer.load(viewer.video()).lastSegment()));
    owner = cluster.again(owner);

    long back = System.nanoTime();
    try (Running encoder = push("killed")) {
      for (int i = 0; i < gateways.size(); i++) {
        FlvViewer viewer = flv.get(i);
        viewer.await(tag -> tag.frame() && tag.arrivedNanos() > back, RECOVERY_LIMIT);
        plays(viewer, Duration.ofSeconds(2));
        Continuity.timestampsGrow(viewer.frames(Tag.VIDEO));
        assertThat(viewer.ended()).isFalse();
        awaitNewSegments(hls.get(i).video(), lastSegments.get(i));
        hls.get(i).plays(Duration.ofSeconds(4));
      }
      assertThat(encoder.isAlive()).isTrue();
    } finally {
      flv.forEach(FlvViewer::close);
    }
  }

  /** The old window is there all the time, until the new one is, and never says that it ended. */
  private static void awaitNewSegments(URI playlist, long last) {
    await("new segments at " + playlist)
        .atMost(RECOVERY_LIMIT)
        .until(() -> {
          HttpResponse<String> answer = Web.get(playlist);
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          HlsPlaylist now = new HlsPlaylist(playlist, answer.body());
          assertThat(now.ended()).isFalse();
          return now.lastSegment() > last;
        });
  }
}
