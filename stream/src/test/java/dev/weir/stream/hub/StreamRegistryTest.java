package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import dev.weir.media.frame.Track.VideoTrack;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ManualLoops.ManualLoop;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.hub.Hub.Audience;
import dev.weir.stream.hub.Hub.Encoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a name is, on any number of loops. */
class StreamRegistryTest {

  private final Hub hub = new Hub();

  @Test
  void tagsOfAPublisherOnAnotherLoopArriveInOrder() {
    Encoder first = hub.publish("demo");
    first.send(Tags.start());
    first.leave();
    Encoder second = hub.publish("demo");
    assertThat(hub.stream("demo").loop()).isEqualTo(first.loop).isNotEqualTo(second.loop);

    List<FlvTag> group = Tags.group(0, 25);
    second.loop.enter(() -> group.forEach(second.publication.orElseThrow()::publish));
    hub.loops.settle();

    assertThat(hub.followed)
        .filteredOn(FlvTag::isCodedFrame)
        .extracting(FlvTag::payload)
        .containsExactlyElementsOf(group.stream().map(FlvTag::payload).toList());
  }

  @Test
  void aReplacedPublisherSaysNothingMoreEvenWhereItsTagsAreUnderWay() {
    hub.publish("demo").leave();
    Encoder away = hub.publish(Hub.takingOver("demo"));
    ManualLoop home = (ManualLoop) hub.stream("demo").loop();
    hub.followed.clear();
    away.loop.enter(() -> away.publication.orElseThrow().publish(Tags.key(0)));
    home.enter(() -> hub.registry.publish(Hub.takingOver("demo"), home, (code, detail) -> {}));
    hub.loops.settle();

    assertThat(hub.followed).isEmpty();
    assertThat(away.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
  }

  @Test
  void aNameThatIsGivenUpIsOverAtOnceAndFree() {
    Encoder lost = hub.publish("demo");
    lost.send(Tags.start());
    hub.registry.giveUp(Hub.address("demo"));
    hub.loops.settle();
    lost.send(Tags.key(40));

    assertThat(lost.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
    assertThat(hub.events).last().isEqualTo("ended");
    assertThat(hub.registry.find(Hub.address("demo"))).isEmpty();
    assertThat(hub.registry.hasPublisher(Hub.address("demo"))).isFalse();
    assertThat(hub.publish("demo").wasCut).isEmpty();
  }

  @Test
  void aPublisherWhoIsReplacedBeforeItBeganNeverBegins() {
    ManualLoop home = hub.loops.add();
    hub.publish(Hub.terms("demo"), home).leave();
    Encoder away = new HubEncoders(hub).publishWithoutSettling(Hub.takingOver("demo"));
    home.enter(() -> hub.registry.publish(Hub.takingOver("demo"), home, (code, detail) -> {}));
    hub.loops.settle();

    assertThat(away.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
    assertThat(hub.events).containsExactly("interrupted", "resumed");
  }

  @Test
  void aPublisherThatLeavesAtOnceLeavesNoStreamBehind() {
    hub.publish("demo").leave();
    hub.loops.advance(Hub.WINDOW);
    Encoder away = new HubEncoders(hub).publishWithoutSettling(Hub.terms("demo"));
    away.leave();
    hub.loops.advance(Hub.WINDOW);

    assertThat(hub.registry.live()).isEmpty();
    assertThat(hub.loops.timers()).isZero();
  }

  @Test
  void holdsTheNumberOfStreamsOfATenantOverItsDomains() {
    StreamAddress other =
        new StreamAddress(
            Hub.address("b").tenant(),
            new DomainName("second.example.com"),
            new AppName("live"),
            new StreamName("b"));
    hub.publish(ofTenant(Hub.address("a"), 2));
    hub.publish(ofTenant(other, 2));
    assertThat(Refusals.of(() -> hub.publish(ofTenant(Hub.address("c"), 2))))
        .contains(FaultCode.TENANT_STREAMS_EXCEEDED);
    assertThat(Refusals.of(() -> hub.publish(ofTenant(Hub.address("c"), 3)))).isEmpty();
  }

  @Test
  void renditionsCountNowhereAndKeepTheirSourcesTimes() {
    hub.publish(ofTenant(Hub.address("a"), 1));
    PublishTerms terms = PublishTerms.rendition(Hub.address("a_small"), Hub.WINDOW, "maker");
    Encoder maker = hub.publish(terms);
    maker.send(Tags.start());
    maker.send(Tags.key(1_000));
    maker.leave();
    Encoder next = hub.publish(terms);
    next.send(Tags.start());
    next.send(Tags.key(90_000));

    assertThat(hub.followed.getLast().timestampMs()).isEqualTo(90_000);
    assertThat(hub.events).containsExactly("interrupted", "resumed");
    assertThat(Refusals.of(() -> hub.publish(ofTenant(Hub.address("b"), 2)))).isEmpty();
    assertThat(Refusals.of(() -> hub.publish("a_small"))).contains(FaultCode.PUBLISH_NAME_TAKEN);
  }

  private static PublishTerms ofTenant(StreamAddress address, long most) {
    return new PublishTerms(address, false, Hub.WINDOW, 10, most, "", "192.0.2.1");
  }

  @Test
  void holdsTheNumberOfStreamsOfADomain() {
    PublishTerms base = Hub.terms("any");
    List<Encoder> encoders = new ArrayList<>();
    for (int i = 0; i < base.maxLiveStreams(); i++) {
      encoders.add(hub.publish("demo" + i));
    }
    assertThat(Refusals.of(() -> hub.publish("one-more")))
        .contains(FaultCode.PUBLISH_STREAMS_EXCEEDED);

    encoders.getFirst().leave();
    assertThat(Refusals.of(() -> hub.publish("demo0"))).isEmpty();
    encoders.get(1).leave();
    hub.loops.advance(Hub.WINDOW);
    assertThat(Refusals.of(() -> hub.publish("one-more"))).isEmpty();
  }

  @Test
  void closingTellsPublishersAndViewers() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.group(0, 5));
    Audience viewer = hub.watch("demo");
    hub.registry.close();
    hub.loops.settle();

    assertThat(encoder.wasCut).contains(FaultCode.SHUTTING_DOWN);
    assertThat(viewer.viewer().ended()).isTrue();
    assertThat(Refusals.of(() -> hub.publish("demo"))).contains(FaultCode.SHUTTING_DOWN);
    assertThat(hub.format.held()).isZero();
    assertThat(hub.loops.timers()).isZero();
  }

  @Test
  void aPublisherThatOutrunsTheStreamsLoopIsCut() {
    hub.publish("demo").leave();
    Encoder away = hub.publish("demo");
    int bytes = 4 << 20;
    away.loop.enter(() -> {
      for (int i = 0; i < 10; i++) {
        away.publication.orElseThrow().publish(Tags.key(40L * i, bytes));
      }
    });

    assertThat(away.wasCut).contains(FaultCode.INTERNAL);
  }

  @Test
  void factsTellWhatIsGoingOn() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    for (int second = 0; second < 6; second++) {
      for (FlvTag tag : Tags.group(second * 1_000L, 25, 10_000)) {
        encoder.send(tag);
        hub.loops.advance(Duration.ofMillis(20));
      }
    }
    hub.watch("demo");
    hub.loops.advance(FlushRule.DEFAULT_AUDIO_WAIT);
    StreamFacts facts = hub.stream("demo").facts();

    assertThat(facts.state()).isEqualTo(StreamFacts.State.LIVE);
    assertThat(facts.encoder()).isEqualTo("test encoder");
    assertThat(facts.tracks()).extracting(Track::codec).containsExactly(Codec.AVC, Codec.AAC);
    assertThat(facts.tracks().getFirst())
        .isInstanceOfSatisfying(
            VideoTrack.class,
            track -> assertThat(track.width() + "x" + track.height()).isEqualTo("1280x720"));
    assertThat(facts.rates().framesPerSecond()).isBetween(24.0, 26.0);
    assertThat(facts.rates().bitsPerSecond()).isBetween(1_990_000L, 2_020_000L);
    assertThat(facts.rates().keyFrameIntervalMs()).isEqualTo(1_000);
  }
}
