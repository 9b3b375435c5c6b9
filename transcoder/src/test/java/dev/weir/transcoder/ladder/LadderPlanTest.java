package dev.weir.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.contract.ladder.Watermark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What templates come to: never more than the source, and nothing made twice. */
class LadderPlanTest {

  private static final List<Template> PRESETS = Template.presets();

  private static PictureOutput only(LadderPlan plan) {
    return plan.rungs().getFirst().picture().orElseThrow();
  }

  private static PictureOutput.Encoded encoded(SourceFacts source, VideoTarget target) {
    LadderPlan plan = Sources.plan(source, List.of(Sources.template("one", target)));
    return only(plan).encoding().orElseThrow();
  }

  @Test
  void keepsTheShapeAndEvenSides() {
    SourceFacts wide = Sources.of(1920, 1080, 30, 6_000_000);
    SourceFacts tall = Sources.of(1080, 1920, 30, 6_000_000);
    SourceFacts odd = Sources.of(854, 481, 30, 6_000_000);

    PictureOutput landscape = encoded(wide, Sources.target(480, 1_000_000));
    PictureOutput portrait = encoded(tall, Sources.target(480, 1_000_000));
    PictureOutput uneven = encoded(odd, Sources.target(720, 1_000_000));

    assertThat(List.of(landscape.width(), landscape.height())).containsExactly(854, 480);
    assertThat(List.of(portrait.width(), portrait.height())).containsExactly(480, 854);
    assertThat(List.of(uneven.width(), uneven.height())).containsExactly(852, 480);
  }

  @Test
  void neverExceedsItsSource() {
    SourceFacts small = Sources.of(640, 360, 25, 900_000);
    VideoTarget half =
        new VideoTarget(
            VideoCodec.H264,
            720,
            Optional.of(60),
            2_000_000,
            50,
            Optional.of(Duration.ofSeconds(2)),
            VideoProfile.MAIN,
            EncodingEffort.FAST);

    assertThat(encoded(small, half))
        .isEqualTo(
            new PictureOutput.Encoded(
                640,
                360,
                OptionalInt.empty(),
                450_000,
                OptionalInt.of(50),
                VideoProfile.MAIN,
                EncodingEffort.FAST));
  }

  @Test
  void whatAsksForNoLessThanTheSourceIsPassedThroughOnce() {
    LadderPlan plan = Sources.plan(Sources.of(640, 360, 25, 500_000), PRESETS);

    assertThat(plan.pictures()).containsExactly(new PictureOutput.Passed(640, 360));
    assertThat(plan.sounds()).containsExactly(new SoundOutput.Passed());
    assertThat(plan.rungs()).hasSize(4);
    assertThat(plan.encodings()).isZero();
  }

  @Test
  void aSourceOfUnknownRateOrRicherProfileIsEncoded() {
    VideoTarget simple =
        new VideoTarget(
            VideoCodec.H264,
            360,
            Optional.empty(),
            600_000,
            100,
            Optional.empty(),
            VideoProfile.BASELINE,
            EncodingEffort.VERYFAST);

    assertThat(Sources.plan(Sources.of(640, 360, 25, 0), PRESETS).encodings()).isEqualTo(4);
    assertThat(encoded(Sources.of(640, 360, 25, 500_000), simple).groupFrames()).isEmpty();
  }

  @Test
  void soundIsSharedUnlessATemplateWantsLess() {
    Template radio =
        new Template(
            new TemplateId("radio"),
            Optional.empty(),
            Optional.of(new AudioTarget(AudioTarget.AudioCodec.AAC, 48_000)));
    LadderPlan plan =
        Sources.plan(
            Sources.of(1280, 720, 30, 3_000_000), List.of(PRESETS.get(0), radio, PRESETS.get(1)));

    assertThat(plan.sounds())
        .containsExactly(new SoundOutput.Passed(), new SoundOutput.Encoded(48_000));
    assertThat(plan.rungs().get(1).picture()).isEmpty();
  }

  @Test
  void theLargestPicturesAreLeftOutFirst() {
    LadderPlan whole =
        Sources.plan(
            Sources.of(1920, 1080, 30, 8_000_000),
            List.of(PRESETS.get(3), PRESETS.get(0), PRESETS.get(2)));
    LadderPlan less = whole.within(2);

    assertThat(less.encodings()).isEqualTo(2);
    assertThat(whole.missingIn(less)).containsExactly(new TemplateId("lud"));
    assertThat(whole.within(0).rungs()).isEmpty();
  }

  @Test
  void nothingIsMadeOfWhatTheSourceHasNot() {
    SourceFacts silent =
        new SourceFacts(Sources.of(1280, 720, 30, 3_000_000).picture(), Optional.empty());
    SourceFacts blind =
        new SourceFacts(Optional.empty(), Sources.of(1280, 720, 30, 3_000_000).sound());
    Template pictures =
        new Template(
            new TemplateId("mute"), Optional.of(Sources.target(480, 500_000)), Optional.empty());

    assertThat(Sources.plan(silent, PRESETS).sounds()).isEmpty();
    assertThat(Sources.plan(blind, List.of(pictures)).rungs()).isEmpty();
    assertThat(Sources.plan(blind, PRESETS).rungs()).hasSize(4);
  }

  @Test
  void whatCarriesAMarkIsEncodedAndCounted() {
    Optional<Watermark> logo = Optional.of(Sources.logo(Watermark.Place.TOP, 20, 100));
    SourceFacts small = Sources.of(640, 360, 25, 500_000);

    LadderPlan marked = LadderPlan.of(small, PRESETS, logo);

    assertThat(marked.encodings()).isEqualTo(1);
    assertThat(only(marked).encoding()).isPresent();
    assertThat(marked.mark()).isPresent();
    assertThat(marked.within(0).mark()).isEmpty();
  }
}
