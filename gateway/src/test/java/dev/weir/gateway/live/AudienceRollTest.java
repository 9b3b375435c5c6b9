package dev.weir.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.AudienceReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.viewer.SessionKey;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.Sighting;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.gateway.viewer.ViewerSession;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.fanout.Opening;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The roll of a stream's viewers: who is there, on whichever loop and protocol. */
@Timeout(60)
class AudienceRollTest {

  private static final Duration STAY = Duration.ofMinutes(10);
  private static final SignatureCheck.Valid ALICE =
      proof(new ProofLimits("alice", 0, Optional.empty(), "", Optional.empty()));
  private static final DomainName PUSH = Rules.stream("demo").pushDomain();

  private final LiveHouse house = new LiveHouse(StreamConfig.defaults());
  private final Users users = new Users(new UserMarks(new byte[SessionKey.BYTES]));
  private final SessionTokens tokens =
      new SessionTokens(List.of(new SessionKey(new byte[SessionKey.BYTES])), users);
  private final Pictures pictures = new Pictures(20_000, 10);
  private final Context context = house.vertx().getOrCreateContext();
  private ViewerCensus census;
  private AudienceRoll roll;

  @BeforeEach
  void open() {
    census = house.census();
    roll = new AudienceRoll(house.vertx(), new NodeId("edge-1"), house.viewers(), census, users);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void viewersOfEveryLoopAndProtocolAreCalledUntilTheyLeave() throws Exception {
    LiveHouse.Encoder encoder = house.publish("demo").send(pictures.start());
    house.publish("other").send(pictures.start());
    Attendance flv = enter(context, "demo", PlayProtocol.HTTP_FLV);
    enter(house.vertx().getOrCreateContext(), "demo", PlayProtocol.RTMP);
    enter(context, "other", PlayProtocol.HTTP_FLV);
    ViewerSession alice = tokens.begin(PUSH, ALICE, STAY, Instant.now());
    seen(alice).sent(5_000);

    AudienceReport report = call();
    assertThat(report.viewers())
        .isEqualTo(Map.of(PlayProtocol.HTTP_FLV, 1, PlayProtocol.RTMP, 1, PlayProtocol.HLS, 1));
    assertThat(report.shown())
        .filteredOn(viewer -> viewer.protocol() == PlayProtocol.HLS)
        .singleElement()
        .satisfies(viewer -> {
          assertThat(viewer.viewer()).isEqualTo(alice.viewer());
          assertThat(viewer.user()).isEqualTo("alice");
          assertThat(viewer.bytes()).isEqualTo(5_000);
        });
    encoder.send(pictures.group());
    Await.until(
        () ->
            call().shown().stream()
                .filter(viewer -> viewer.protocol() == PlayProtocol.HTTP_FLV)
                .anyMatch(viewer -> viewer.bytes() > 0 && viewer.user().isEmpty()),
        "bytes of the FLV viewer");

    leave(flv);
    assertThat(call().viewers()).doesNotContainKey(PlayProtocol.HTTP_FLV);
  }

  @Test
  void aCrowdIsCountedAndOnlyItsEndsAreTold() {
    int crowd = AudienceReport.MAX_NEWEST + AudienceReport.MAX_LONGEST + 50;
    Instant first = Instant.parse("2026-11-22T10:00:00Z");
    for (int i = 0; i < crowd; i++) {
      seen(tokens.begin(PUSH, proof(ProofLimits.none()), STAY, first.plusSeconds(i)));
    }
    AudienceReport report = call();
    assertThat(report.viewers()).isEqualTo(Map.of(PlayProtocol.HLS, crowd));
    assertThat(report.shown().stream().map(ViewerSighting::since))
        .hasSize(AudienceReport.MAX_NEWEST + AudienceReport.MAX_LONGEST)
        .contains(first, first.plusSeconds(crowd - 1))
        .doesNotContain(first.plusSeconds(AudienceReport.MAX_LONGEST + 25));
  }

  @Test
  void whereNobodyWatchesTheReportIsEmpty() {
    assertThat(call()).isEqualTo(new AudienceReport(new NodeId("edge-1"), Map.of(), List.of()));
  }

  private AudienceReport call() {
    try {
      return roll.call(Rules.stream("demo"))
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private Sighting seen(ViewerSession session) {
    return census.seen(
        Rules.OPEN, Rules.stream("demo"), PlayProtocol.HLS, session, "192.0.2.7", STAY);
  }

  private Attendance enter(Context on, String name, PlayProtocol protocol) throws Exception {
    LiveStream stream = house.stream(name).orElseThrow();
    CompletableFuture<Attendance> entered = new CompletableFuture<>();
    on.runOnContext(_ ->
        entered.complete(
            house
                .viewers()
                .enter(house.grant(name, protocol), stream, NettyLoop.of(on), new Taker())));
    return entered.get(20, TimeUnit.SECONDS);
  }

  /** On the viewer's own loop. */
  private void leave(Attendance attendance) throws Exception {
    CompletableFuture<Void> left = new CompletableFuture<>();
    context.runOnContext(_ -> {
      attendance.leave();
      left.complete(null);
    });
    left.get(20, TimeUnit.SECONDS);
  }

  /** Takes everything at once. */
  private static final class Taker implements Viewer {

    @Override
    public WireFormat format() {
      return Counted.TAGS;
    }

    @Override
    public void write(ByteBuf wire) {
      wire.release();
    }

    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void end() {}

    @Override
    public void cut(FaultCode reason) {}
  }

  private static SignatureCheck.Valid proof(ProofLimits limits) {
    return new SignatureCheck.Valid("k1", Instant.MAX, limits);
  }

  /** A byte for each tag. */
  private enum Counted implements WireFormat {
    TAGS;

    @Override
    public ByteBuf encode(Opening opening) {
      return encode(opening.tags());
    }

    @Override
    public ByteBuf encode(List<FlvTag> tags) {
      return Unpooled.wrappedBuffer(new byte[tags.size()]);
    }
  }
}
