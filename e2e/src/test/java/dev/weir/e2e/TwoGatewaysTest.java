package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Cluster;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.Metrics;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.Continuity;
import dev.weir.e2e.viewer.EveryWay;
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
import java.util.Optional;
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

  /** What the portal promises, from its answer. */
  private static final Duration IN_FORCE = Duration.ofSeconds(2);

  private static final Duration MEASURED = Duration.ofSeconds(4);
  private static final int VIEWERS = 500;
  private static final int BITRATE_KBIT = 200;
  private static final long RECORDED_BYTES = 100_000;

  private static final Duration OUTAGE = Duration.ofSeconds(2);
  private static final String LOOPBACK = "127.0.0.0/8";

  private Path folder;
  private Cluster cluster;
  private WeirProcess owner;
  private List<WeirProcess> gateways;
  private ControlApi api;
  private Path file;
  private int tickets;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    cluster = Cluster.start(folder);
    owner = cluster.launch("owner", "ingest,transcoder", Map.of());
    gateways = new ArrayList<>();
    gateways.add(cluster.launch("left", "gateway", ANY_LOAD));
    gateways.add(cluster.launch("right", "gateway", ANY_LOAD));
    WeirProcess portal = cluster.launch("portal", "portal", Map.of());
    List.of(owner, gateways.get(0), gateways.get(1), portal).forEach(WeirProcess::awaitReady);
    api = cluster.api(portal);
    api.acceptHmac();
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

  @Test
  void gatewaysListAndPlayTheRenditionsThatTheOwnerMakes() {
    api.template("tiny", 96, 80);
    api.ladder("rungs", List.of("tiny"));
    try (Running encoder = push("rungs")) {
      URI playlist = gateway(0).playUrl("rungs.m3u8");
      String rung = "rungs_tiny/video.m3u8";
      await("a rendition")
          .atMost(RECOVERY_LIMIT)
          .until(() -> Web.get(playlist).body().contains(rung));
      String listed =
          Web.get(playlist)
              .body()
              .lines()
              .filter(line -> line.endsWith(rung))
              .findFirst()
              .orElse("");
      HlsPlaylist media = HlsViewer.load(playlist.resolve(listed));
      assertThat(Web.bytes(media.segments().getLast()).statusCode()).isEqualTo(200);
      try (FlvViewer flv = FlvViewer.open(gateway(1).playUrl("rungs_tiny.flv"))) {
        plays(flv, Duration.ofSeconds(1));
      }
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  /** Longer than the ladder stays without viewers: those of another node are viewers, too. */
  @Test
  void viewersOfAGatewayBringAboutARenditionOnDemandAndKeepIt() {
    api.template("thumb", 96, 80);
    api.ladderOnDemand("lazy", "thumb", 3);
    try (Running encoder = push("lazy")) {
      gateway(0).awaitLive("lazy");
      HlsViewer viewer =
          HlsViewer.openWithin(RECOVERY_LIMIT, gateway(0).playUrl("lazy_thumb.m3u8"));
      viewer.plays(Duration.ofSeconds(10));
      assertThat(ofOwner().sum("weir_transcoder_processes", "")).isEqualTo(1);

      await("rest")
          .atMost(RECOVERY_LIMIT)
          .until(() -> ofOwner().sum("weir_transcoder_processes", "") == 0);
      assertThat(encoder.isAlive()).isTrue();
    }
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
      try (WebSocketViewer viewer =
          WebSocketViewer.record(play.playUrl(stream + ".flv"), recording)) {
        await("a recording").atMost(PATIENCE).until(() -> Files.size(recording) > RECORDED_BYTES);
        assertThat(viewer.closed()).isNotDone();
      }
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

  /** What is decided in the portal is in force two seconds after its answer, for everybody. */
  @Test
  void endedViewingARuleAndABlockReachViewersOfAllProtocolsInTime() {
    List<EveryWay> all = new ArrayList<>();
    try (Running encoder = push("ended")) {
      List<EveryWay> ann = watchEverywhere(all, "ann");
      List<EveryWay> ben = watchEverywhere(all, "ben");

      endOneOf(ann.getFirst(), "ann");
      isInForce(() -> api.end("user", "ann"), ann, "VIEWER_ENDED");
      ben.forEach(EveryWay::assertAllPlay);
      isInForce(() -> api.network("deny", LOOPBACK), ben, "NETWORK_REFUSED");
      api.network("off", LOOPBACK);

      List<EveryWay> cleo = watchEverywhere(all, "cleo");
      assertThat(encoder.isAlive()).isTrue();
      isInForce(() -> api.block("ended"), cleo, "STREAM_BLOCKED");
    } finally {
      api.network("off", LOOPBACK);
      all.forEach(EveryWay::close);
    }
  }

  private List<EveryWay> watchEverywhere(List<EveryWay> all, String user) {
    List<EveryWay> viewers = new ArrayList<>();
    for (int i = 0; i < gateways.size(); i++) {
      Quickstart gateway = gateway(i).limited("w_user=" + user);
      gateway.awaitLive("ended");
      viewers.add(EveryWay.watch(gateway, "ended", folder));
      all.add(viewers.getLast());
    }
    return viewers;
  }

  /** Of a person's viewers on the gateway on the left, the one who is named is gone alone. */
  private void endOneOf(EveryWay viewers, String user) {
    ControlApi.Viewer flv =
        await("the viewer is on the list")
            .atMost(PATIENCE)
            .until(
                () ->
                    api.viewers("ended").stream()
                        .filter(one -> one.node().equals("left") && one.user().equals(user))
                        .filter(one -> one.protocol().equals("HTTP_FLV"))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    viewers.assertAllPlay();
    api.end("viewer", flv.id());
    assertThat(viewers.goneAfter(System.nanoTime(), EveryWay.Way.FLV)).isLessThan(IN_FORCE);
    viewers.assertPlayBut(EveryWay.Way.FLV);
  }

  /** Makes a change, after whose answer every viewer is gone in time. */
  private static void isInForce(Runnable change, List<EveryWay> viewers, String code) {
    change.run();
    long answeredNanos = System.nanoTime();
    for (EveryWay each : viewers) {
      assertThat(each.goneAfter(answeredNanos))
          .as(code)
          .allSatisfy((_, took) -> assertThat(took).isLessThan(IN_FORCE));
      assertThat(each.refusal()).contains(code);
    }
  }

  /** Neither who watches nor who comes with a signed URL needs them; tickets need Redis. */
  @Test
  void redisAndPostgresMayBeAway() {
    try (Running encoder = push("outage")) {
      gateway(0).awaitLive("outage");
      try (EveryWay running = EveryWay.watch(gateway(0), "outage", folder)) {
        HlsViewer hls = HlsViewer.open(gateway(0).playUrl("outage.m3u8"));
        String ticket = newTicket();
        assertThat(use(ticket).statusCode()).isEqualTo(200);
        assertThat(use(ticket).body()).contains("TICKET_SPENT");

        cluster.stopRedis();
        playsOn(running, hls);
        assertThat(use(newTicket()).body()).contains("TICKET_UNAVAILABLE");
        cluster.startRedis();
        awaitTickets();

        cluster.stopPostgres();
        playsOn(running, hls);
        assertThat(use(newTicket()).statusCode()).isEqualTo(200);
        assertThat(api.status()).isEqualTo(503);
        cluster.startPostgres();
        await("the portal").atMost(PATIENCE).until(() -> api.status() == 200);

        cluster.stopRedis();
        cluster.stopPostgres();
        aRestartedGatewayAdmitsByItsLastPolicy();
        playsOn(running, hls);
        assertThat(use(newTicket()).body()).contains("TICKET_UNAVAILABLE");
        cluster.restore();
        awaitTickets();
        Continuity.nothingIsMissing(running.flv());
        assertThat(encoder.isAlive()).isTrue();
        everythingIsAsBefore(running);
      }
    } finally {
      cluster.restore();
    }
  }

  /** Who watches goes on, and whoever comes with a signed URL may watch, too. */
  private void playsOn(EveryWay running, HlsViewer hls) {
    hls.plays(OUTAGE);
    try (EveryWay newcomers = EveryWay.watch(gateway(0), "outage", folder)) {
      newcomers.assertAllPlay();
    }
    plays(running.flv(), Duration.ofSeconds(1));
    running.assertAllPlay();
  }

  private String newTicket() {
    tickets++;
    return "w_ticket=t" + tickets;
  }

  private HttpResponse<String> use(String ticket) {
    return Web.get(gateway(0).limited(ticket).playUrl("outage.m3u8"));
  }

  private void awaitTickets() {
    await("tickets open again").atMost(PATIENCE).until(() -> use(newTicket()).statusCode() == 200);
  }

  /** It knows no stream of another node yet; the page waits for that by itself. */
  private void aRestartedGatewayAdmitsByItsLastPolicy() {
    gateways.get(1).kill();
    gateways.set(1, cluster.again(gateways.get(1)));
    URI page = gateway(1).playUrl("outage.html");
    assertThat(Web.get(page).statusCode()).isEqualTo(200);
    URI forged = URI.create(page.toString().replace("outage", "other"));
    assertThat(Web.get(forged).body()).contains("SIGNATURE_WRONG");
  }

  /** The portal finds all viewers, those on the restarted gateway too, and a block ends them. */
  private void everythingIsAsBefore(EveryWay running) {
    gateway(1).awaitLive("outage");
    try (EveryWay again = EveryWay.watch(gateway(1), "outage", folder)) {
      await("the portal finds them")
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(api.viewers("outage"))
                  .filteredOn(one -> one.protocol().equals("RTMP"))
                  .extracting(ControlApi.Viewer::node)
                  .contains("left", "right"));
      isInForce(() -> api.block("outage"), List.of(running, again), "STREAM_BLOCKED");
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
