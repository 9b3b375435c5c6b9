package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.FakeViewer;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.hub.Hub.Audience;
import dev.weir.stream.hub.Hub.Encoder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A publisher goes away, comes back, is replaced, or stays away. */
class ReconnectTest {

  private final Hub hub = new Hub();

  private void settle() {
    hub.loops.advance(FlushRule.DEFAULT_AUDIO_WAIT);
  }

  @Test
  void viewersStayAndTimeGoesOnWhenTheEncoderComesBack() {
    Encoder first = hub.publish("demo");
    first.send(Tags.start());
    first.send(Tags.group(60_000, 25));
    Audience viewer = hub.watch("demo");
    first.leave();
    hub.loops.advance(Hub.WINDOW.minusMillis(1));
    viewer.viewer().forget();

    Encoder second = hub.publish("demo");
    second.send(Tags.start());
    List<FlvTag> group = Tags.group(0, 25);
    second.send(group);
    settle();

    long lastMs = 60_000 + 24 * 40 + 20;
    long offsetMs = lastMs + TimestampLine.STRETCH_STEP_MS;
    List<FlvTag> received = viewer.viewer().received();
    assertThat(received.subList(0, 3))
        .containsExactlyElementsOf(
            Tags.start().stream().map(tag -> TimestampLine.at(tag, lastMs)).toList());
    assertThat(received.subList(3, received.size()))
        .containsExactlyElementsOf(
            group.stream()
                .map(tag -> TimestampLine.at(tag, tag.timestampMs() + offsetMs))
                .toList());
    assertThat(hub.events).containsExactly("interrupted", "resumed");
    assertThat(viewer.viewer().ended()).isFalse();
  }

  @Test
  void picturesBeforeTheFirstKeyFrameOfALaterPublisherAreOfNoUse() {
    Encoder first = hub.publish("demo");
    first.send(Tags.start());
    first.send(Tags.key(0));
    Audience viewer = hub.watch("demo");
    first.leave();
    viewer.viewer().forget();

    Encoder second = hub.publish("demo");
    second.send(List.of(Tags.inter(0), Tags.audio(10), Tags.inter(40)));
    FlvTag key = Tags.key(80);
    second.send(key);

    assertThat(viewer.viewer().received())
        .extracting(FlvTag::payload)
        .contains(key.payload())
        .hasSize(2);
  }

  @Test
  void aViewerWhoComesInBetweenSeesTheLastPicturesAndThenTheNewOnes() {
    Encoder first = hub.publish("demo");
    first.send(Tags.start());
    List<FlvTag> old = Tags.group(0, 5);
    first.send(old);
    first.leave();
    Audience between = hub.watch("demo");
    assertThat(between.viewer().received()).endsWith(old.toArray(FlvTag[]::new));

    hub.publish("demo").send(Tags.group(0, 5));
    assertThat(between.viewer().received().stream().filter(FlvTag::isKeyFrame)).hasSize(2);
  }

  @Test
  void endsWhenTheWindowIsOver() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.group(0, 5));
    Audience viewer = hub.watch("demo");
    encoder.leave();
    assertThat(hub.stream("demo").facts().state()).isEqualTo(StreamFacts.State.INTERRUPTED);
    hub.loops.advance(Hub.WINDOW);

    assertThat(viewer.viewer().ended()).isTrue();
    assertThat(hub.registry.find(Hub.address("demo"))).isEmpty();
    assertThat(hub.events).containsExactly("interrupted", "ended");
    assertThat(hub.format.held()).isZero();
    assertThat(hub.loops.timers()).isZero();
  }

  @Test
  void endsAtOnceWithoutAWindow() {
    PublishTerms terms =
        new PublishTerms(Hub.address("demo"), false, Duration.ZERO, 10, "", "192.0.2.1");
    Encoder encoder = hub.publish(terms);
    Audience viewer = hub.watch("demo");
    encoder.leave();

    assertThat(viewer.viewer().ended()).isTrue();
    assertThat(hub.registry.live()).isEmpty();
  }

  @Test
  void whoSubscribesAtTheLastMomentIsToldThatItIsOver() {
    Encoder encoder = hub.publish("demo");
    LiveStream stream = hub.stream("demo");
    encoder.leave();
    hub.loops.advance(Hub.WINDOW);
    var loop = hub.loops.add();
    var viewer = new FakeViewer(hub.format);
    loop.enter(() -> stream.subscribe(loop, viewer));
    hub.loops.settle();

    assertThat(viewer.ended()).isTrue();
  }

  @Test
  void aSecondPublisherIsRefusedAndDisturbsNobody() {
    Encoder live = hub.publish("demo");
    live.send(Tags.start());
    Audience viewer = hub.watch("demo");

    assertThat(Refusals.of(() -> hub.publish("demo"))).contains(FaultCode.PUBLISH_NAME_TAKEN);
    List<FlvTag> group = Tags.group(0, 5);
    live.send(group);
    settle();

    assertThat(live.wasCut).isEmpty();
    assertThat(viewer.viewer().received()).endsWith(group.toArray(FlvTag[]::new));
    assertThat(hub.events).isEmpty();
  }

  @Test
  void aPublisherWhoMayTakesOverAndTheOtherIsTold() {
    Encoder first = hub.publish("demo");
    first.send(Tags.start());
    first.send(Tags.group(5_000, 5));
    Audience viewer = hub.watch("demo");
    Encoder second = hub.publish(Hub.takingOver("demo"));
    viewer.viewer().forget();
    first.send(Tags.inter(6_000));
    first.leave();
    FlvTag key = Tags.key(0);
    second.send(key);

    assertThat(first.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
    assertThat(viewer.viewer().received())
        .containsExactly(TimestampLine.at(key, 5_000 + 180 + TimestampLine.STRETCH_STEP_MS));
    assertThat(hub.events).containsExactly("interrupted", "resumed");
    assertThat(hub.stream("demo").facts().peerAddress()).isEqualTo("192.0.2.2");
    hub.loops.advance(Hub.WINDOW.multipliedBy(2));
    assertThat(hub.registry.find(Hub.address("demo"))).isPresent();
  }

  @Test
  void configurationThatChangedDuringASkipIsTold() {
    Hub narrow = new Hub(Hub.withBounds(1_000, 100_000));
    Encoder encoder = narrow.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.key(0));
    Audience slow = narrow.watch("demo");
    slow.viewer().reads(false);
    encoder.send(List.of(Tags.inter(40, 2_000), Tags.inter(80, 2_000)));
    FlvTag changed = Tags.otherVideoConfig(120);
    encoder.send(changed);
    encoder.send(Tags.inter(120));
    slow.viewer().reads(true);
    slow.viewer().forget();
    FlvTag key = Tags.key(160);
    encoder.send(key);

    assertThat(slow.viewer().received()).endsWith(key).contains(TimestampLine.at(changed, 160));
  }
}
