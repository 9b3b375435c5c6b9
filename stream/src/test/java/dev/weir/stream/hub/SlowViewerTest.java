package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.FakeViewer;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.fanout.ViewerBounds;
import dev.weir.stream.hub.Hub.Audience;
import dev.weir.stream.hub.Hub.Encoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A viewer who does not keep up loses pictures, then its place; nobody else notices. */
class SlowViewerTest {

  private static final int PICTURE_BYTES = 10_000;
  private static final long QUEUE_BYTES = 100_000;

  private final Hub hub = new Hub(Hub.withBounds(QUEUE_BYTES, 4 * QUEUE_BYTES));
  private final Encoder encoder = hub.publish("demo");
  private long atMs;

  /** One second of stream in one second. */
  private List<FlvTag> secondOfStream() {
    List<FlvTag> sent = new ArrayList<>();
    for (FlvTag tag : Tags.group(atMs, 25, PICTURE_BYTES)) {
      encoder.send(tag);
      sent.add(tag);
      hub.loops.advance(Duration.ofMillis(20));
    }
    atMs += 1_000;
    return sent;
  }

  @Test
  void skipsToAKeyFrameWhileTheOtherGetsEverything() {
    encoder.send(Tags.start());
    Audience slow = hub.watch("demo");
    Audience fast = hub.watch("demo");
    slow.viewer().reads(false);
    List<FlvTag> first = secondOfStream();
    List<FlvTag> second = secondOfStream();
    slow.viewer().reads(true);
    List<FlvTag> third = secondOfStream();
    hub.loops.advance(Duration.ofMillis(50));

    List<FlvTag> all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    assertThat(fast.viewer().received())
        .filteredOn(FlvTag::isCodedFrame)
        .containsExactlyElementsOf(all);
    List<FlvTag> got = slow.viewer().received().stream().filter(FlvTag::isCodedFrame).toList();
    int before = got.size() - third.size();
    assertThat(got.subList(before, got.size())).containsExactlyElementsOf(third);
    assertThat(got.subList(0, before)).containsExactlyElementsOf(first.subList(0, before));
    assertThat(hub.registry.slowViewers().skips()).isEqualTo(1);
    assertThat(hub.registry.slowViewers().cuts()).isZero();
  }

  @Test
  void neverHoldsMoreThanItsBoundAndABatch() {
    encoder.send(Tags.start());
    Audience slow = hub.watch("demo");
    slow.viewer().reads(false);
    for (int i = 0; i < 5; i++) {
      secondOfStream();
    }

    assertThat(slow.viewer().pendingBytes())
        .isBetween(QUEUE_BYTES, QUEUE_BYTES + 2 * PICTURE_BYTES);
  }

  @Test
  void isCutWhenItTakesNothing() {
    encoder.send(Tags.start());
    Audience stalled = hub.watch("demo");
    Audience fast = hub.watch("demo");
    stalled.viewer().reads(false);
    for (int i = 0; i < 14; i++) {
      secondOfStream();
    }
    assertThat(stalled.viewer().wasCut()).isEmpty();
    secondOfStream();
    secondOfStream();

    assertThat(stalled.viewer().wasCut()).contains(FaultCode.VIEWER_TOO_SLOW);
    assertThat(fast.viewer().wasCut()).isEmpty();
    assertThat(hub.stream("demo").facts().viewers()).isEqualTo(1);
    assertThat(hub.registry.slowViewers().cuts()).isEqualTo(1);
  }

  @Test
  void isCutWhenItOnlyTrickles() {
    encoder.send(Tags.start());
    Audience trickling = hub.watch("demo");
    trickling.viewer().reads(false);
    for (int i = 0; i < 18; i++) {
      secondOfStream();
      trickling.viewer().take(1_024);
    }

    assertThat(trickling.viewer().wasCut()).contains(FaultCode.VIEWER_TOO_SLOW);
  }

  @Test
  void isKeptWhileNothingWaitsForIt() {
    encoder.send(Tags.start());
    Audience patient = hub.watch("demo");
    secondOfStream();
    hub.loops.advance(Duration.ofMinutes(5));

    assertThat(patient.viewer().wasCut()).isEmpty();
  }

  @Test
  void aHeadStartDoesNotCountAsBeingBehind() {
    encoder.send(Tags.start());
    List<FlvTag> cached = Tags.group(0, 25, PICTURE_BYTES);
    encoder.send(cached);
    var loop = hub.loops.add();
    var viewer = new FakeViewer(hub.format);
    viewer.reads(false);
    loop.enter(() -> hub.stream("demo").subscribe(loop, viewer));
    hub.loops.settle();
    assertThat(viewer.pendingBytes()).isGreaterThan(2 * QUEUE_BYTES);

    FlvTag live = Tags.inter(1_000, PICTURE_BYTES);
    encoder.send(live);
    viewer.reads(true);

    assertThat(viewer.received()).endsWith(live);
    assertThat(hub.registry.slowViewers().skips()).isZero();
  }

  @Test
  void whoFailsIsAlone() {
    encoder.send(Tags.start());
    var loop = hub.loops.add();
    var broken = new BrokenViewer(hub.format);
    loop.enter(() -> hub.stream("demo").subscribe(loop, broken));
    Audience beside = hub.watch("demo", loop);
    List<FlvTag> sent = secondOfStream();

    assertThat(broken.cut).contains(FaultCode.INTERNAL);
    assertThat(beside.viewer().received()).contains(sent.get(24));
  }

  @Test
  void leavesNoBufferBehind() {
    encoder.send(Tags.start());
    Audience stalled = hub.watch("demo");
    Audience fast = hub.watch("demo");
    stalled.viewer().reads(false);
    for (int i = 0; i < 20; i++) {
      secondOfStream();
    }
    fast.leave();
    encoder.leave();
    hub.loops.advance(Hub.WINDOW);

    assertThat(hub.format.encoded()).isPositive();
    assertThat(hub.format.held()).isZero();
    assertThat(hub.loops.timers()).isZero();
  }

  @Test
  void aStreamOfFewBytesKeepsItsViewersNearerToNow() {
    Hub roomy = new Hub(Hub.withBounds(ViewerBounds.DEFAULT_QUEUE_BYTES, 8 << 20));
    Encoder quiet = roomy.publish("demo");
    quiet.send(Tags.start());
    Audience slow = roomy.watch("demo");
    long at = 0;
    for (int i = 0; i < 12; i++) {
      quiet.send(Tags.group(at, 25, 2_000));
      roomy.loops.advance(Duration.ofSeconds(1));
      at += 1_000;
    }
    slow.viewer().reads(false);
    for (int i = 0; i < 14; i++) {
      quiet.send(Tags.group(at, 25, 2_000));
      at += 1_000;
    }

    assertThat(slow.viewer().pendingBytes()).isBetween(400_000L, 600_000L);
    assertThat(roomy.registry.slowViewers().skips()).isEqualTo(1);
  }
}
