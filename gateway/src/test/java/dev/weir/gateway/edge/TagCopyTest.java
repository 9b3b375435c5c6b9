package dev.weir.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.live.Pictures;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers of tags on a node that does not own the stream. */
@Timeout(60)
final class TagCopyTest {

  private static final Duration WINDOW = Duration.ofSeconds(20);

  private final ManualTimeSource time = ManualTimeSource.at(Instant.ofEpochSecond(1_800_000_000));
  private final TwoNodes nodes = new TwoNodes(time);
  private final Pictures pictures = new Pictures(2_000, 10);

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void viewersSeeWhatTheOwnerHas() {
    OwnerNode.Encoder encoder = publish();
    List<FlvTag> sent = new ArrayList<>(pictures.group());
    encoder.send(sent);
    Watcher watcher = Watcher.of(nodes.vertx, nodes.stream());
    Await.until(() -> watcher.frames().equals(sent), "the cached group");
    List<FlvTag> more = pictures.group();
    encoder.send(more);
    sent.addAll(more);
    Await.until(() -> watcher.frames().size() >= sent.size(), "all frames");
    assertThat(watcher.frames()).isEqualTo(sent);
    assertThat(watcher.received().stream().filter(FlvTag::isSequenceStart)).hasSize(2);
  }

  @Test
  void manyViewersAreOneCopy() {
    OwnerNode.Encoder encoder = publish().send(pictures.group());
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      watchers.add(Watcher.of(nodes.vertx, nodes.stream()));
    }
    Await.until(
        () -> watchers.stream().allMatch(watcher -> watcher.frames().size() == 20), "the group");
    encoder.send(pictures.group());
    Await.until(
        () -> watchers.stream().allMatch(watcher -> watcher.frames().size() == 40), "all frames");
    assertThat(nodes.owner().metric("weir_origin_pulls{kind=\"tags\"}")).isOne();
    assertThat(nodes.owner().metric("weir_origin_pulls_begun_total{kind=\"tags\"}")).isOne();
    assertThat(nodes.metric("weir_edge_pulls{kind=\"tags\"}")).isOne();
    double sentBytes = nodes.owner().metric("weir_origin_egress_bytes_total{kind=\"tags\"}");
    assertThat(sentBytes).isLessThan(2 * 10 * 2 * 2_200);
  }

  @Test
  void theEndOfTheStreamIsTheEndHere() {
    OwnerNode.Encoder encoder = nodes.owner().publish(TwoNodes.STREAM, Duration.ZERO);
    nodes.lease();
    encoder.send(pictures.start()).send(pictures.group());
    Watcher watcher = Watcher.of(nodes.vertx, nodes.stream());
    Await.until(() -> !watcher.frames().isEmpty(), "frames");
    encoder.end();
    Await.until(watcher::ended, "the end");
    assertThat(nodes.copies.find(TwoNodes.ADDRESS)).isEmpty();
  }

  @Test
  void anInterruptionIsSeenAsOneAndGoesOn() {
    OwnerNode.Encoder encoder = publish().send(pictures.group());
    LiveStream copy = nodes.stream();
    Watcher watcher = Watcher.of(nodes.vertx, copy);
    Await.until(() -> watcher.frames().size() == 20, "frames");
    encoder.end();
    Await.until(() -> copy.facts().state() == State.INTERRUPTED, "the publisher is missed");
    nodes.owner().publish(TwoNodes.STREAM, WINDOW).send(pictures.start()).send(pictures.group());
    Await.until(() -> watcher.frames().size() == 40, "frames of the second publisher");
    assertThat(copy.facts().state()).isEqualTo(State.LIVE);
    assertThat(watcher.ended()).isFalse();
    assertTimesGrow(watcher);
  }

  @Test
  void viewersStayWhileTheOwnerRestarts() {
    publish().send(pictures.group());
    Watcher watcher = Watcher.of(nodes.vertx, nodes.stream());
    Await.until(() -> watcher.frames().size() == 20, "frames");
    nodes.restartOwner();
    publish().send(new Pictures(2_000, 10).group());
    Await.until(() -> watcher.frames().size() == 40, "frames of the new owner");
    assertThat(watcher.ended()).isFalse();
    assertTimesGrow(watcher);
    assertThat(nodes.metric("weir_edge_reconnects_total{kind=\"tags\"}")).isPositive();
  }

  @Test
  void aStreamThatMovesToAnotherNodeIsNotOver() {
    publish().send(pictures.group());
    Watcher watcher = Watcher.of(nodes.vertx, nodes.stream());
    Await.until(() -> watcher.frames().size() == 20, "frames");
    nodes.moveToAnotherNode(next ->
        next.publish(TwoNodes.STREAM, WINDOW).send(pictures.start()).send(pictures.group()));
    Await.until(() -> watcher.frames().size() == 40, "frames of the other node");
    assertThat(watcher.ended()).isFalse();
    assertTimesGrow(watcher);
  }

  @Test
  void anOwnerWhoStaysAwayIsNotWaitedForForEver() {
    publish().send(pictures.group());
    Watcher watcher = Watcher.of(nodes.vertx, nodes.stream());
    Await.until(() -> watcher.frames().size() == 20, "frames");
    nodes.restartOwner();
    Await.until(
        () -> nodes.metric("weir_edge_reconnects_total{kind=\"tags\"}") > 1, "the owner is missed");
    assertThat(watcher.ended()).isFalse();
    time.advance(Pull.ORPHAN_WINDOW.plusSeconds(1));
    Await.until(watcher::ended, "the end");
  }

  @Test
  void aCopyThatNobodyWatchesGoes() {
    publish().send(pictures.group());
    Watcher watcher = Watcher.of(nodes.vertx, nodes.stream());
    Await.until(() -> watcher.frames().size() == 20, "frames");
    watcher.leave();
    LiveStream copy = nodes.stream();
    Await.until(() -> copy.facts().viewers() == 0, "nobody watches");
    time.advance(Pull.IDLE.plusSeconds(1));
    Await.until(() -> nodes.copies.find(TwoNodes.ADDRESS).isEmpty(), "the copy is gone");
    Await.until(
        () -> nodes.owner().metric("weir_origin_pulls{kind=\"tags\"}") == 0, "the pull is gone");
    assertThat(nodes.stream().address()).as("and it comes back").isEqualTo(TwoNodes.ADDRESS);
  }

  @Test
  void whatNobodyOwnsIsLookedForOnce() {
    for (int i = 0; i < 50; i++) {
      assertRefused(FaultCode.STREAM_NOT_LIVE);
    }
    assertThat(nodes.metric("weir_edge_lookups_total{kind=\"tags\"}")).isOne();
    nodes.lease();
    assertRefused(FaultCode.STREAM_NOT_LIVE);
    assertThat(nodes.metric("weir_edge_lookups_total{kind=\"tags\"}"))
        .as("news are not waited for")
        .isEqualTo(2);
  }

  @Test
  void aStreamWhoseOwnerIsUnknownCannotBeWatchedButThoseThatAreCanBe() {
    publish().send(pictures.group());
    nodes.leases.away(true);
    assertRefused(FaultCode.LIVE_STATE_UNAVAILABLE);
    nodes.leases.away(false);
    time.advance(Absences.MEMORY.plusMillis(1));
    Watcher watcher = Watcher.of(nodes.vertx, nodes.stream());
    nodes.leases.away(true);
    assertThat(nodes.stream()).isNotNull();
    Await.until(() -> watcher.frames().size() == 20, "frames");
  }

  private OwnerNode.Encoder publish() {
    OwnerNode.Encoder encoder = nodes.owner().publish(TwoNodes.STREAM, WINDOW);
    nodes.lease();
    return encoder.send(pictures.start());
  }

  private void assertRefused(FaultCode code) {
    assertThatThrownBy(nodes::stream)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  private static void assertTimesGrow(Watcher watcher) {
    List<Long> times =
        watcher.frames().stream()
            .filter(FlvTag.VideoTag.class::isInstance)
            .map(FlvTag::timestampMs)
            .toList();
    assertThat(times).isSorted().doesNotHaveDuplicates();
  }
}
