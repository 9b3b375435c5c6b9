package dev.weir.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackKind;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.timeline.Held;
import dev.weir.stream.timeline.SharedBytes;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers of segments on a node that does not own the stream. */
@Timeout(60)
final class TimelineCopyTest {

  private static final Duration WINDOW = Duration.ofSeconds(20);
  private static final String PULLS = "weir_origin_pulls{kind=\"timeline\"}";

  private final ManualTimeSource time = ManualTimeSource.at(Instant.ofEpochSecond(1_800_000_000));
  private final TwoNodes nodes = new TwoNodes(time);
  private final Clip clip = Clip.avcAac();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void theCopyIsTheSameToTheLastByte() {
    OwnerNode.Encoder encoder = publish().send(clip.until(9_300));
    Timeline copy = nodes.timeline();
    awaitSame(copy);
    encoder.send(clip.between(9_300, 12_700));
    awaitSame(copy);
    assertSameBytes(copy);
  }

  @Test
  void aCopyFromTheBeginningIsTheSameAsOneFromTheMiddle() {
    OwnerNode.Encoder encoder = publish();
    Timeline copy = nodes.timeline();
    assertThat(copy.view().stage()).isEqualTo(TimelineView.Stage.GATHERING);
    List<FlvTag> tags = clip.until(12_000);
    for (int i = 0; i < tags.size(); i += 50) {
      encoder.send(tags.subList(i, Math.min(tags.size(), i + 50)));
    }
    awaitSame(copy);
    assertSameBytes(copy);
    assertThat(nodes.owner().metric(PULLS)).isOne();
  }

  @Test
  void aBrokenConnectionGoesOnWhereItWas() {
    OwnerNode.Encoder encoder = publish().send(clip.until(9_300));
    Timeline copy = nodes.timeline();
    awaitSame(copy);
    double before = sentBytes();
    nodes.owner().breakConnections();
    encoder.send(clip.between(9_300, 10_300));
    awaitSame(copy);
    assertThat(nodes.timeline()).isSameAs(copy);
    assertSameBytes(copy);
    assertThat(sentBytes() - before).as("sent again").isLessThan(before / 4);
  }

  @Test
  void theEndIsSeenAsTheEnd() {
    OwnerNode.Encoder encoder = nodes.owner().publish(TwoNodes.STREAM, Duration.ZERO);
    nodes.lease();
    encoder.send(clip.until(5_000));
    Timeline copy = nodes.timeline();
    awaitSame(copy);
    encoder.end();
    Await.until(() -> copy.view().ended(), "the end");
    assertThat(playlist(copy, TrackKind.VIDEO).ended()).isTrue();
    assertThat(nodes.timeline()).as("stays for a while").isSameAs(copy);
  }

  @Test
  void aNewTimelineOfTheOwnerReplacesTheOldOne() throws Exception {
    publish().send(clip.until(6_000));
    Timeline old = nodes.timeline();
    awaitSame(old);
    long first = playlist(old, TrackKind.VIDEO).terms().firstSequence();
    CompletableFuture<Throwable> waiting = waitForEver(old);
    nodes.restartOwner();
    OwnerNode.Encoder encoder = publish().send(clip.until(900));
    Await.until(() -> nodes.owner().metric(PULLS) == 1, "the new owner is found");
    assertThat(nodes.timeline()).as("served until there is something new").isSameAs(old);
    assertThat(old.view().ended()).isFalse();
    encoder.send(clip.between(900, 6_000));
    Await.until(() -> nodes.timeline() != old, "the new timeline");
    awaitSame(nodes.timeline());
    assertThat(playlist(nodes.timeline(), TrackKind.VIDEO).terms().firstSequence())
        .isGreaterThanOrEqualTo(first);
    assertThat(waiting.get(5, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.PLAYLIST_WAIT_TIMEOUT));
  }

  @Test
  void aStreamThatMovesToAnotherNodeIsNotOver() {
    publish().send(clip.until(6_000));
    Timeline old = nodes.timeline();
    awaitSame(old);
    nodes.moveToAnotherNode(next -> next.publish(TwoNodes.STREAM, WINDOW).send(clip.until(6_000)));
    Await.until(() -> nodes.timeline() != old, "the timeline of the other node");
    awaitSame(nodes.timeline());
    assertThat(old.view().ended()).as("no player was told that it is over").isFalse();
  }

  @Test
  void anOwnerWhoStaysAwayTakesTheCopyWithItButNotAsAnEnd() {
    publish().send(clip.until(6_000));
    Timeline copy = nodes.timeline();
    awaitSame(copy);
    nodes.restartOwner();
    Await.until(
        () -> nodes.metric("weir_edge_reconnects_total{kind=\"timeline\"}") > 1,
        "the owner is missed");
    assertThat(nodes.timeline()).isSameAs(copy);
    time.advance(Pull.ORPHAN_WINDOW.plusSeconds(1));
    Await.until(() -> nodes.mirrors.find(TwoNodes.ADDRESS).isEmpty(), "the copy is gone");
    assertThat(copy.view().ended()).isFalse();
  }

  private OwnerNode.Encoder publish() {
    OwnerNode.Encoder encoder = nodes.owner().publish(TwoNodes.STREAM, WINDOW);
    nodes.lease();
    return encoder;
  }

  private double sentBytes() {
    return nodes.owner().metric("weir_origin_egress_bytes_total{kind=\"timeline\"}");
  }

  private CompletableFuture<Throwable> waitForEver(Timeline timeline) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Context context = nodes.vertx.getOrCreateContext();
    context.runOnContext(_ ->
        timeline
            .await(NettyLoop.of(context), view -> false, Duration.ofMinutes(10))
            .onFailure(failure::complete));
    return failure;
  }

  private void awaitSame(Timeline copy) {
    Await.until(
        () -> copy.view().revision() == nodes.original().view().revision(),
        "revision " + nodes.original().view().revision());
    TimelineView original = nodes.original().view();
    TimelineView copied = copy.view();
    assertThat(copied.stage()).isEqualTo(original.stage());
    assertThat(copied.tracks()).isEqualTo(original.tracks());
    for (TrackKind kind : TrackKind.values()) {
      assertThat(copied.playlist(kind)).isEqualTo(original.playlist(kind));
    }
    assertThat(copied.muxed()).isEqualTo(original.muxed());
  }

  private void assertSameBytes(Timeline copy) {
    Timeline original = nodes.original();
    for (TrackKind kind : TrackKind.values()) {
      assertSame(original.init(kind, 1), copy.init(kind, 1));
      for (Segment segment : playlist(original, kind).segments()) {
        if (segment.closed()) {
          long sequence = segment.sequence();
          assertSame(original.segment(kind, sequence), copy.segment(kind, sequence));
        }
        for (Part part : segment.parts()) {
          assertSame(original.part(kind, part.number()), copy.part(kind, part.number()));
        }
      }
    }
    for (Segment segment : original.view().muxed().orElseThrow().segments()) {
      assertSame(original.muxed(segment.sequence()), copy.muxed(segment.sequence()));
    }
  }

  private static MediaPlaylist playlist(Timeline timeline, TrackKind kind) {
    return timeline.view().playlist(kind).orElseThrow();
  }

  private static void assertSame(Held original, Held copy) {
    assertThat(bytes(copy)).isNotEmpty().isEqualTo(bytes(original));
  }

  private static byte[] bytes(Held held) {
    if (held instanceof Held.Here(SharedBytes shared)) {
      ByteBuf lease = shared.lease().orElseThrow();
      try {
        return ByteBufUtil.getBytes(lease);
      } finally {
        lease.release();
      }
    }
    throw new AssertionError("not held: " + held);
  }
}
