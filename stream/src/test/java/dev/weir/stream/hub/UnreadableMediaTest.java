package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ManualLoops;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.hub.Hub.Encoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be read harms only the one who sent it. */
class UnreadableMediaTest {

  private final Hub hub = new Hub();

  /** An enhanced sequence start of several tracks whose sizes run over the end. */
  private static FlvTag brokenConfig() {
    return new VideoTag(
        0, new byte[] {(byte) 0x96, 0x10, 'a', 'v', 'c', '1', 0, 0x7f, 0x7f, 0x7f, 1});
  }

  /** An enhanced tag that ends within its codec. */
  private static FlvTag garbage() {
    return new VideoTag(0, new byte[] {(byte) 0x91, 'a', 'v'});
  }

  @Test
  void aConfigurationThatCannotBeReadEndsThePublisher() {
    Encoder encoder = hub.publish("demo");
    Encoder beside = hub.publish("beside");
    encoder.send(brokenConfig());
    beside.send(Tags.key(0));

    assertThat(encoder.wasCut).contains(FaultCode.PUBLISH_MEDIA_MALFORMED);
    assertThat(beside.wasCut).isEmpty();
    assertThat(hub.followed).hasSize(1);
    assertThat(hub.stream("demo").facts().state()).isEqualTo(StreamFacts.State.INTERRUPTED);
  }

  @Test
  void aTagThatCannotBeReadIsDroppedAndCounted() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    encoder.send(garbage());
    encoder.send(Tags.key(0));
    hub.loops.advance(Duration.ofSeconds(1));

    assertThat(encoder.wasCut).isEmpty();
    assertThat(hub.followed).doesNotContain(garbage()).hasSize(4);
    assertThat(hub.stream("demo").facts().unreadableTags()).isEqualTo(1);
  }

  @Test
  void tooManyOfThemEndThePublisher() {
    Encoder encoder = hub.publish("demo");
    for (int i = 0; i < LiveStream.MAX_UNREADABLE_TAGS; i++) {
      encoder.send(garbage());
    }
    assertThat(encoder.wasCut).isEmpty();
    encoder.send(garbage());

    assertThat(encoder.wasCut).contains(FaultCode.PUBLISH_MEDIA_MALFORMED);
  }

  @Test
  void aCodecThatIsNotKnownPassesThrough() {
    Encoder encoder = hub.publish("demo");
    FlvTag sorenson = new VideoTag(0, new byte[] {0x12, 0, 0, 1});
    FlvTag silence = new AudioTag(0, new byte[0]);
    encoder.send(List.of(sorenson, silence));

    assertThat(hub.followed).containsExactly(sorenson, silence);
    assertThat(encoder.wasCut).isEmpty();
  }

  @Test
  void configurationWithoutEndEndsThePublisher() {
    Encoder encoder = hub.publish("demo");
    for (int track = 0; track <= StreamConfiguration.MAX_TAGS; track++) {
      byte[] body = {(byte) 0x96, 0x00, 'v', 'p', '0', '9', (byte) track, 1, 0, 0, 0};
      encoder.send(new VideoTag(0, body));
    }

    assertThat(encoder.wasCut).contains(FaultCode.PUBLISH_MEDIA_MALFORMED);
  }

  @Test
  void aFollowerThatFailsIsAlone() {
    ManualLoops loops = new ManualLoops();
    List<String> seen = new ArrayList<>();
    StreamRegistry registry =
        new StreamRegistry(
            StreamConfig.defaults(),
            loops.time(),
            List.of(
                stream -> {
                  throw new IllegalStateException("does not want to");
                },
                stream -> new Follower("broken", seen),
                stream -> new Follower("sound", seen)));
    var loop = loops.add();
    loop.enter(() -> {
      Publication publication = registry.publish(Hub.terms("demo"), loop, (code, detail) -> {});
      publication.publish(Tags.key(0));
      publication.publish(Tags.inter(40));
    });
    loops.advance(FlushRule.DEFAULT_AUDIO_WAIT);

    assertThat(seen).containsExactly("broken", "sound", "sound");
  }

  private record Follower(String name, List<String> seen) implements StreamListener {
    @Override
    public void onTag(FlvTag tag) {
      seen.add(name);
      if (name.equals("broken")) {
        throw new IllegalStateException("broken");
      }
    }

    @Override
    public void onInterrupted() {}

    @Override
    public void onResumed() {}

    @Override
    public void onEnded() {}
  }
}
