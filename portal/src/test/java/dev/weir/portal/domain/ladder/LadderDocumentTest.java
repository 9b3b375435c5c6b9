package dev.weir.portal.domain.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LadderDocumentTest {

  private static final TemplateId MINE = new TemplateId("mine");
  private static final AppName LIVE = new AppName("live");

  private static final Template HEVC =
      new Template(
          MINE,
          Optional.of(
              new VideoTarget(
                  VideoCodec.HEVC,
                  540,
                  Optional.of(25),
                  900_000,
                  80,
                  Optional.of(Duration.ofMillis(1_500)),
                  VideoProfile.HEVC_MAIN,
                  EncodingEffort.FAST)),
          Optional.of(new AudioTarget(AudioTarget.AudioCodec.AAC, 96_000)));

  @Test
  void aTemplateComesBackAsItWent() {
    for (Template preset : Template.presets()) {
      assertThat(TemplateDocument.read(preset.id(), TemplateDocument.of(preset))).isEqualTo(preset);
    }
    assertThat(TemplateDocument.read(MINE, TemplateDocument.of(HEVC))).isEqualTo(HEVC);
    Template sound = new Template(MINE, Optional.empty(), Optional.of(AudioTarget.SOURCE));
    assertThat(TemplateDocument.read(MINE, TemplateDocument.of(sound))).isEqualTo(sound);
  }

  @Test
  void whatADocumentDoesNotSayIsUsual() {
    JsonObject video =
        new JsonObject().put("codec", "hevc").put("lines", 720).put("kilobitsPerSecond", 900);
    VideoTarget read =
        TemplateDocument.read(MINE, new JsonObject().put("video", video)).video().orElseThrow();
    assertThat(read.profile()).isEqualTo(VideoProfile.HEVC_MAIN);
    assertThat(read.effort()).isEqualTo(EncodingEffort.VERYFAST);
    assertThat(read.sourcePercent()).isEqualTo(100);
    assertThat(read.frameRate()).isEmpty();
    assertThat(read.keyFrameInterval()).isEmpty();
  }

  @Test
  void whatDoesNotGoTogetherIsNoTemplate() {
    JsonObject video =
        new JsonObject().put("codec", "hevc").put("lines", 720).put("kilobitsPerSecond", 900);
    assertThatThrownBy(() ->
            TemplateDocument.read(
                MINE, new JsonObject().put("video", video.copy().put("profile", "high"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("main alone");
    assertThatThrownBy(() -> TemplateDocument.read(MINE, new JsonObject()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rulesComeBackWithTheirIdsInTheirOrder() {
    List<KeptRule> rules =
        List.of(
            KeptRule.of(
                new LadderRule(
                    Optional.of(LIVE),
                    new Wildcard("camera-*"),
                    List.of(MINE, new TemplateId("lld")),
                    LadderRule.Start.AT_FIRST_VIEWER,
                    Duration.ofSeconds(30))),
            KeptRule.of(
                new LadderRule(
                    Optional.empty(),
                    new Wildcard("obs-*"),
                    List.of(new TemplateId("lhd")),
                    LadderRule.Start.SENT_BY_ENCODER,
                    LadderRule.DEFAULT_IDLE)),
            KeptRule.of(
                new LadderRule(
                    Optional.empty(),
                    new Wildcard("*"),
                    List.of(),
                    LadderRule.Start.AT_PUBLISH,
                    LadderRule.DEFAULT_IDLE)));
    assertThat(LadderDocument.read(LadderDocument.of(rules))).isEqualTo(rules);
  }

  @Test
  void aPolicyHasTheTemplatesThatItsRulesNameAndNoOther() {
    KeptRule rule =
        KeptRule.of(LadderDocument.read(new JsonObject("{\"templates\":[\"mine\",\"lld\"]}")));
    JsonObject own = new JsonObject().put("mine", TemplateDocument.of(HEVC));
    Ladders ladders =
        LadderDocument.ladders(LadderDocument.of(List.of(rule)), own, new JsonObject());
    assertThat(ladders.templates()).containsExactly(HEVC, Template.presets().getFirst());
    assertThat(ladders.of(LIVE, new StreamName("demo01"))).hasSize(2);
    assertThat(LadderDocument.ladders(new JsonArray(), new JsonObject(), new JsonObject()))
        .isEqualTo(Ladders.none());
  }
}
