package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.fanout.ViewerBounds;
import dev.weir.stream.hub.Hub.Audience;
import dev.weir.stream.hub.Hub.Encoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a viewer gets who comes while the stream is on, tag by tag. */
class LateViewerTest {

  private final Hub hub = new Hub();

  /** Metadata at 0, as at the head of a file; decoder configuration where the pictures begin. */
  private static List<FlvTag> stampedStart(long timestampMs) {
    return Tags.start().stream()
        .map(tag -> TimestampLine.at(tag, tag instanceof FlvTag.ScriptTag ? 0 : timestampMs))
        .toList();
  }

  @Test
  void beginsAtTheCachedKeyFrameWithConfigurationStampedLikeIt() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.group(0, 25));
    List<FlvTag> second = Tags.group(1_000, 10);
    encoder.send(second);

    Audience late = hub.watch("demo");
    List<FlvTag> rest = Tags.group(1_400, 25);
    encoder.send(rest);
    hub.loops.advance(FlushRule.DEFAULT_AUDIO_WAIT);

    List<FlvTag> expected = new ArrayList<>(stampedStart(1_000));
    expected.addAll(second);
    expected.addAll(rest);
    assertThat(late.viewer().received()).containsExactlyElementsOf(expected);
  }

  @Test
  void waitsForAKeyFrameWhenNoneIsCached() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.inter(0));
    Audience early = hub.watch("demo");
    encoder.send(Tags.inter(40));
    assertThat(early.viewer().received()).isEmpty();

    FlvTag key = Tags.key(80);
    encoder.send(key);

    List<FlvTag> expected = new ArrayList<>(stampedStart(80));
    expected.add(key);
    assertThat(early.viewer().received()).containsExactlyElementsOf(expected);
  }

  @Test
  void gettingTheSameOnEveryLoopCostsOneEncoding() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    List<Audience> viewers = List.of(hub.watch("demo"), hub.watch("demo"), hub.watch("demo"));
    List<FlvTag> group = Tags.group(0, 25);
    encoder.send(group);
    hub.loops.advance(FlushRule.DEFAULT_AUDIO_WAIT);

    for (Audience audience : viewers) {
      assertThat(audience.viewer().received()).endsWith(group.toArray(FlvTag[]::new));
    }
    assertThat(hub.format.encoded()).isEqualTo(1 + 25 + 1);
  }

  @Test
  void aStreamThatNobodyWatchesIsNotEncoded() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.group(0, 250));

    assertThat(hub.format.encoded()).isZero();
  }

  @Test
  void waitsWhenTheGroupOutgrewTheCache() {
    Hub small =
        new Hub(
            new StreamConfig(
                new GopLimits(1 << 20, 20, Duration.ofSeconds(30)),
                ViewerBounds.defaults(),
                FlushRule.onEachVideoFrame()));
    Encoder encoder = small.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.group(0, 30));
    Audience late = small.watch("demo");
    assertThat(late.viewer().received()).isEmpty();

    encoder.send(Tags.key(1_200));

    assertThat(late.viewer().received()).hasSize(4).last().matches(FlvTag::isKeyFrame);
  }

  @Test
  void waitsWhenTheGroupIsMoreThanItMayHold() {
    Hub small = new Hub(Hub.withBounds(50_000, 100_000));
    Encoder encoder = small.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.group(0, 30, 10_000));

    assertThat(small.watch("demo").viewer().received()).isEmpty();
  }

  @Test
  void beginsWithAnySoundWhereThereIsNothingElse() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.audioConfig(0));
    for (int i = 0; i < 50; i++) {
      encoder.send(Tags.audio(20L * i));
      hub.loops.advance(Duration.ofMillis(20));
    }
    Audience late = hub.watch("demo");
    assertThat(late.viewer().received()).hasSizeBetween(2, 5);
    assertThat(late.viewer().received().getFirst())
        .isEqualTo(Tags.audioConfig(late.viewer().received().get(1).timestampMs()));

    late.viewer().forget();
    FlvTag next = Tags.audio(1_000);
    encoder.send(next);
    hub.loops.advance(FlushRule.DEFAULT_AUDIO_WAIT);
    assertThat(late.viewer().received()).endsWith(next);
  }

  @Test
  void beginsWithSoundWhenPicturesStoppedLongAgo() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    encoder.send(Tags.key(0));
    for (long atMs = 20; atMs < TagIntake.PICTURES_MISSED_AFTER_MS + 200; atMs += 20) {
      encoder.send(Tags.audio(atMs));
      hub.loops.advance(Duration.ofMillis(20));
    }

    assertThat(hub.watch("demo").viewer().received())
        .noneMatch(FlvTag::isKeyFrame)
        .hasSizeGreaterThan(3);
  }

  @Test
  void getsEveryRungOfALadderFromItsKeyFrame() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.metadata());
    for (int track : new int[] {0, 1, 2}) {
      encoder.send(Tags.trackFrame(track, true, 0));
    }
    encoder.send(Tags.trackFrame(0, false, 40));
    List<FlvTag> second =
        List.of(
            Tags.trackFrame(1, true, 1_000),
            Tags.trackFrame(0, true, 1_000),
            Tags.trackFrame(2, true, 1_000),
            Tags.trackFrame(1, false, 1_040));
    encoder.send(second);

    assertThat(hub.watch("demo").viewer().received())
        .filteredOn(FlvTag::isCodedFrame)
        .containsExactlyElementsOf(second);
  }

  @Test
  void whoLeavesGetsNothingMore() {
    Encoder encoder = hub.publish("demo");
    encoder.send(Tags.start());
    Audience audience = hub.watch("demo");
    encoder.send(Tags.key(0));
    audience.leave();
    hub.loops.settle();
    int before = audience.viewer().received().size();
    encoder.send(Tags.inter(40));

    assertThat(audience.viewer().received()).hasSize(before);
    assertThat(hub.stream("demo").facts().viewers()).isZero();
  }

  @Test
  void joiningAmidMergedBatchesLosesAndRepeatsNothing() {
    FlushRule eager = FlushRule.onEachVideoFrame();
    Hub merging =
        new Hub(
            new StreamConfig(
                GopLimits.defaults(),
                ViewerBounds.defaults(),
                new FlushRule(true, eager.window(), 0, Duration.ofMillis(100))));
    Encoder encoder = merging.publish("demo");
    encoder.send(Tags.start());
    var loop = merging.loops.add();
    merging.watch("demo", loop);
    merging.loops.advance(Duration.ofSeconds(2));
    List<FlvTag> group = Tags.group(0, 25);
    encoder.send(group.subList(0, 10));
    Audience late = merging.watch("demo", loop);
    encoder.send(group.subList(10, group.size()));
    merging.loops.advance(Duration.ofMillis(200));

    assertThat(late.viewer().received())
        .filteredOn(FlvTag::isCodedFrame)
        .containsExactlyElementsOf(group);
  }
}
