package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Mint;
import dev.weir.gateway.house.Others;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.live.LeakWatch;
import dev.weir.gateway.live.LiveHouse;
import dev.weir.gateway.live.LiveHouse.Encoder;
import dev.weir.gateway.live.Pictures;
import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.listener.RtmpDesks;
import dev.weir.rtmp.listener.RtmpDoor;
import dev.weir.rtmp.listener.RtmpListenerConfig;
import dev.weir.rtmp.listener.RtmpListenerVerticle;
import dev.weir.rtmp.listener.WaitingRoom;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.tls.SelfSignedCertificate;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ViewerBounds;
import dev.weir.stream.hub.GopLimits;
import dev.weir.stream.hub.StreamConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RTMP players get the same stream by the same rules. */
@Timeout(60)
class RtmpPlayTest {

  private static final int SMALL_BUFFER_BYTES = 4_096;
  private static final int MOST_VIEWERS = 2;

  private final Pictures pictures = new Pictures(20_000, 10);
  private final List<FlvTag> start = pictures.start();
  private final ExecutorService meanwhile = Executors.newVirtualThreadPerTaskExecutor();
  private LiveHouse house;
  private RtmpListenerVerticle listener;
  private LeakWatch leaks;
  private Encoder encoder;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    house =
        new LiveHouse(
            new StreamConfig(
                GopLimits.defaults(),
                new ViewerBounds(500_000, 2_000_000, Duration.ofMillis(900)),
                FlushRule.onEachVideoFrame()));
    RtmpListenerConfig config =
        RtmpListenerConfig.read(
            ConfigSource.load(
                    Optional.empty(),
                    Map.of(),
                    Map.of("ingest.rtmp.port", "0", "ingest.rtmps.port", "0"))
                .reader());
    listener =
        new RtmpListenerVerticle(
            new RtmpDoor(
                "127.0.0.1",
                config,
                SelfSignedCertificate.loadOrCreate(
                        Files.createDirectories(folder), Set.of(), TimeSource.system())
                    .tls(),
                new RtmpDesks(
                    RtmpDesks.noPublishDesk(),
                    new RtmpPlayDesk(
                        house.admission(MOST_VIEWERS),
                        house.authorizer(),
                        house.source(),
                        house.viewers())),
                new WaitingRoom(64, 64),
                TimeSource.system(),
                house.faults()::count));
    house.vertx().deployVerticle(listener).await(10, TimeUnit.SECONDS);
    leaks = new LeakWatch();
    encoder = house.publish("demo").send(start);
  }

  @AfterEach
  void close() {
    meanwhile.shutdownNow();
    leaks.close();
    house.close();
  }

  private RtmpPlayer player(String url) throws Exception {
    return RtmpPlayer.open(url, listener.plainPort());
  }

  @Test
  void aPlayerGetsTheStreamFromItsKeyFrameTagByTag() throws Exception {
    encoder.send(pictures.group());
    List<FlvTag> cached = pictures.group();
    encoder.send(cached);
    List<FlvTag> expected =
        new ArrayList<>(Pictures.stamped(start, cached.getFirst().timestampMs()));
    expected.addAll(cached);
    try (RtmpPlayer one = player("rtmp://" + Rules.OPEN + "/live/demo");
        RtmpPlayer other = player("rtmp://" + Rules.OPEN + "/live/demo")) {
      List<FlvTag> got = new ArrayList<>(one.tags(3));
      List<FlvTag> otherGot = new ArrayList<>(other.tags(3));
      List<FlvTag> rest = pictures.group();
      encoder.send(rest);
      encoder.end();
      expected.addAll(rest);
      got.addAll(one.tags(Integer.MAX_VALUE));
      otherGot.addAll(other.tags(Integer.MAX_VALUE));

      assertThat(media(got)).containsExactlyElementsOf(expected);
      assertThat(media(otherGot)).containsExactlyElementsOf(expected);
    }
    long bodies = expected.stream().mapToLong(tag -> tag.body().length).sum();
    Await.until(() -> house.meters().byDetail().equals(Map.of("RTMP", 2 * bodies)), "counted");
    Await.until(() -> house.watching() == 0, "nobody is left");
    assertThat(leaks.found()).isEmpty();
  }

  @Test
  void aSignatureOpensTheSignedDomain() throws Exception {
    encoder.send(pictures.group());
    for (String signed :
        List.of(
            Rules.sign("/live/demo"),
            Rules.signCInQuery("/live/demo"),
            Rules.signHmac("/live/demo", Map.of("w_net", "127.0.0.0/8")))) {
      try (RtmpPlayer player = player("rtmp://localhost" + signed)) {
        assertThat(media(player.tags(5))).isNotEmpty();
      }
      Await.until(() -> house.watching() == 0, "nobody is left");
    }
  }

  @Test
  void whoMayNotIsToldSo() throws Exception {
    try (RtmpPlayer unsigned = player("rtmp://localhost/live/demo")) {
      assertThat(unsigned.end()).isEqualTo("NetStream.Play.Failed");
    }
    try (RtmpPlayer forged = player("rtmp://localhost/live/demo?auth_key=%zz")) {
      assertThat(forged.end()).isEqualTo("NetStream.Play.Failed");
    }
    try (RtmpPlayer absent = player("rtmp://" + Rules.OPEN + "/live/absent")) {
      assertThat(absent.end()).isEqualTo("NetStream.Play.StreamNotFound");
    }
    for (FaultCode code :
        List.of(
            FaultCode.SIGNATURE_MISSING,
            FaultCode.SIGNATURE_MALFORMED,
            FaultCode.STREAM_NOT_LIVE)) {
      house.awaitFault(code, 1);
      assertThat(house.faults().total(code)).as("%s, counted once", code).isEqualTo(1);
    }
    assertThat(house.watching()).isZero();
  }

  @Test
  void whenAStreamEndsForItsBlockTheViewerIsToldOfTheBlock() throws Exception {
    encoder.send(pictures.group());
    try (RtmpPlayer player = player("rtmp://" + Rules.OPEN + "/live/demo")) {
      assertThat(media(player.tags(3))).isNotEmpty();
      house.policies().put(Rules.blocking("demo"));
      encoder.end();

      assertThat(player.end()).isEqualTo("NetStream.Play.Failed");
    }
    house.awaitFault(FaultCode.STREAM_BLOCKED, 1);
    Await.until(() -> house.watching() == 0, "nobody is left");
    assertThat(leaks.found()).isEmpty();
  }

  @Test
  void othersAreWaitedForAndDecide() throws Exception {
    house.policies().put(Rules.asking(Rules.REMOTE));
    encoder.send(pictures.group());
    try (RtmpPlayer admitted = player("rtmp://localhost/live/demo?token=" + token("admitted"));
        RtmpPlayer refused = player("rtmp://localhost/live/demo?token=" + token("refused"))) {
      Future<List<FlvTag>> tags = meanwhile.submit(() -> admitted.tags(5));
      Future<String> end = meanwhile.submit(refused::end);
      Others.Question first = house.others().question("admitted");
      Others.Question second = house.others().question("refused");
      assertThat(house.watching()).isZero();

      first.answer().complete();
      second.answer().fail(new WeirFault(FaultCode.REMOTE_REFUSED, "test"));
      assertThat(media(tags.get(10, TimeUnit.SECONDS))).isNotEmpty();
      assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("NetStream.Play.Failed");
    }
    Await.until(() -> house.watching() == 0, "nobody is left");
    Await.until(() -> house.others().taken() == 0, "the place is free again");
  }

  @Test
  void whoLeavesWhileOthersAreAskedLeavesNothingBehind() throws Exception {
    house.policies().put(Rules.asking(Rules.REMOTE));
    encoder.send(pictures.group());
    try (RtmpPlayer leaver = player("rtmp://localhost/live/demo?token=" + token("leaver"))) {
      Future<String> _ = meanwhile.submit(leaver::end);
      house.others().question("leaver");
    }
    house.others().question("leaver").answer().complete();

    Await.until(() -> house.others().takes() == 1, "a place was taken");
    Await.until(() -> house.others().taken() == 0, "the place is free again");
    Await.until(() -> house.watching() == 0, "nobody is counted");
    assertThat(house.faults().total(FaultCode.INTERNAL)).isZero();
  }

  private static String token(String user) {
    long exp = Instant.now().getEpochSecond() + 300;
    return Mint.token(
        "\"sub\":\"%s\",\"concurrency\":1,\"domain\":\"localhost\",\"exp\":%d"
            .formatted(user, exp));
  }

  @Test
  void overTlsTheNameOfTheHandshakeIsTheOnlyDomain() throws Exception {
    encoder.send(pictures.group());
    String url = "rtmps://localhost" + Rules.sign("/live/demo");
    try (RtmpPlayer right = RtmpPlayer.openSecure(url, listener.tlsPort(), "localhost")) {
      assertThat(media(right.tags(5))).isNotEmpty();
    }
    try (RtmpPlayer wrong = RtmpPlayer.openSecure(url, listener.tlsPort(), "other.example")) {
      assertThat(wrong.end()).isEqualTo("NetConnection.Connect.Rejected");
    }
    house.awaitFault(FaultCode.DOMAIN_MISDIRECTED, 1);
  }

  @Test
  void aRuleThatChangesCutsWhoWatchesAndRefusesWhoComes() throws Exception {
    encoder.send(pictures.group());
    String url = "rtmp://" + Rules.OPEN + "/live/demo";
    try (RtmpPlayer watching = player(url)) {
      assertThat(watching.tags(3)).hasSize(3);
      house.policies().put(Rules.open(Rules.by(PlayProtocol.HTTP_FLV)));

      assertThat(watching.isGone()).isTrue();
      house.awaitFault(FaultCode.PROTOCOL_REFUSED, 1);
    }
    try (RtmpPlayer late = player(url)) {
      assertThat(late.end()).isEqualTo("NetStream.Play.Failed");
    }
  }

  @Test
  void whoFindsNoRoomIsToldSoWhileTheOthersPlayOn() throws Exception {
    String url = "rtmp://" + Rules.OPEN + "/live/demo";
    try (RtmpPlayer one = player(url);
        RtmpPlayer other = player(url)) {
      encoder.send(pictures.group());
      assertThat(one.tags(3)).hasSize(3);
      assertThat(other.tags(3)).hasSize(3);
      try (RtmpPlayer third = player(url)) {
        assertThat(third.end()).isEqualTo("NetStream.Play.Failed");
      }
      house.awaitFault(FaultCode.SERVER_BUSY, 1);
      encoder.send(pictures.group());
      assertThat(media(one.tags(5))).isNotEmpty();
      assertThat(media(other.tags(5))).isNotEmpty();
    }
    Await.until(() -> house.watching() == 0, "both have left");
    try (RtmpPlayer next = player(url)) {
      assertThat(media(next.tags(5))).isNotEmpty();
    }
  }

  @Test
  void whoNeverReadsIsGone() throws Exception {
    encoder.send(pictures.group());
    try (RtmpPlayer stalled =
        RtmpPlayer.open(
            "rtmp://" + Rules.OPEN + "/live/demo", listener.plainPort(), SMALL_BUFFER_BYTES)) {
      stalled.tags(3);
      for (int i = 0; i < 40; i++) {
        encoder.send(pictures.group());
      }
      house.awaitFault(FaultCode.VIEWER_TOO_SLOW, 1);

      assertThat(stalled.isGone()).isTrue();
      Await.until(() -> house.watching() == 0, "it is counted out");
    }
    encoder.end();
    assertThat(leaks.found()).isEmpty();
  }

  /** Without what the server says by itself, such as the data start message. */
  private static List<FlvTag> media(List<FlvTag> tags) {
    return tags.stream().filter(tag -> !(tag instanceof FlvTag.ScriptTag)).toList();
  }
}
