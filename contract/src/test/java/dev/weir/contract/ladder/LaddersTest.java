package dev.weir.contract.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaddersTest {

  private static final AppName LIVE = new AppName("live");
  private static final TemplateId LLD = new TemplateId("lld");
  private static final TemplateId LHD = new TemplateId("lhd");

  private static LadderRule rule(Optional<AppName> app, String stream, TemplateId... templates) {
    return new LadderRule(
        app,
        new Wildcard(stream),
        List.of(templates),
        LadderRule.Start.AT_PUBLISH,
        LadderRule.DEFAULT_IDLE);
  }

  private static List<String> ids(Ladders ladders, String app, String stream) {
    return ladders.of(new AppName(app), new StreamName(stream)).stream()
        .map(template -> template.id().value())
        .toList();
  }

  @Test
  void theFirstRuleThatMeansAStreamDecides() {
    Ladders ladders =
        new Ladders(
            Template.presets(),
            List.of(
                rule(Optional.of(LIVE), "camera-*"),
                rule(Optional.of(LIVE), "*", LHD, LLD),
                rule(Optional.empty(), "main", LLD)));
    assertThat(ids(ladders, "live", "camera-3")).isEmpty();
    assertThat(ids(ladders, "live", "main")).containsExactly("lhd", "lld");
    assertThat(ids(ladders, "other", "main")).containsExactly("lld");
    assertThat(ids(ladders, "other", "second")).isEmpty();
    assertThat(ids(Ladders.none(), "live", "main")).isEmpty();
  }

  @Test
  void whatTheEncoderSendsIsNotEncoded() {
    LadderRule sent =
        new LadderRule(
            Optional.empty(),
            new Wildcard("obs-*"),
            List.of(LHD, LLD),
            LadderRule.Start.SENT_BY_ENCODER,
            LadderRule.DEFAULT_IDLE);
    Ladders ladders =
        new Ladders(Template.presets(), List.of(sent, rule(Optional.empty(), "*", LLD)));
    StreamName obs = new StreamName("obs-1");
    assertThat(ids(ladders, "live", "obs-1")).containsExactly("lhd", "lld");
    assertThat(ladders.sent(LIVE, obs)).isEqualTo(ladders.of(LIVE, obs));
    assertThat(ladders.encoded(LIVE, obs)).isEmpty();
    assertThat(ladders.sent(LIVE, new StreamName("demo"))).isEmpty();
    assertThat(ladders.encoded(LIVE, new StreamName("demo"))).hasSize(1);
  }

  @Test
  void aRenditionIsNamedAfterItsSourceAndItsTemplate() {
    assertThat(LLD.rendition(new StreamName("demo_01"))).contains(new StreamName("demo_01_lld"));
    assertThat(LLD.rendition(new StreamName("a".repeat(125)))).isEmpty();
    assertThat(TemplateId.named(new StreamName("demo_01_lld"))).contains(LLD);
    assertThat(TemplateId.named(new StreamName("demo"))).isEmpty();
    assertThat(TemplateId.named(new StreamName("demo_"))).isEmpty();
    assertThat(TemplateId.named(new StreamName("demo_x-y"))).isEmpty();
  }

  @Test
  void aNameOfARenditionIsReserved() {
    Ladders ladders = new Ladders(Template.presets(), List.of());
    assertThat(ladders.reserves(new StreamName("demo_lld"))).isTrue();
    assertThat(ladders.reserves(new StreamName("demo_LLD"))).isFalse();
    assertThat(ladders.reserves(new StreamName("demolld"))).isFalse();
  }

  @Test
  void whatCannotBeIsRefused() {
    List<Template> presets = Template.presets();
    for (Runnable bad :
        List.<Runnable>of(
            () -> new TemplateId(""),
            () -> new TemplateId("a_b"),
            () -> new TemplateId("a".repeat(33)),
            () -> new Template(LLD, Optional.empty(), Optional.empty()),
            () -> new AudioTarget(AudioTarget.AudioCodec.AAC, 1),
            () -> rule(Optional.empty(), "*", LLD, LLD),
            () -> new Ladders(List.of(presets.get(0), presets.get(0)), List.of()),
            () -> new Ladders(List.of(), List.of(rule(Optional.empty(), "*", LLD))),
            () -> new Ladders(presets, List.of(marked("logo"))),
            () -> new Ladders(presets, List.of(logo(10), logo(20)), List.of()),
            () -> new WatermarkId("my logo"),
            () -> logo(101),
            () -> new MarkImage("0a", 10, 10),
            () -> new MarkImage("0a".repeat(32), 2_049, 10))) {
      assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRuleLaysItsWatermarkOverItsRenditions() {
    Ladders ladders =
        new Ladders(
            Template.presets(),
            List.of(logo(10)),
            List.of(rule(Optional.of(LIVE), "plain-*", LLD), marked("logo")));

    assertThat(ladders.watermark(LIVE, new StreamName("demo"))).contains(logo(10));
    assertThat(ladders.watermark(LIVE, new StreamName("plain-1"))).isEmpty();
  }

  @Test
  void whatTheEncoderSendsGetsNoWatermark() {
    LadderRule sent =
        new LadderRule(
            Optional.empty(),
            new Wildcard("*"),
            List.of(LLD),
            LadderRule.Start.SENT_BY_ENCODER,
            LadderRule.DEFAULT_IDLE);

    assertThatThrownBy(() -> sent.marked(Optional.of(new WatermarkId("logo"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LadderRule marked(String watermark) {
    return rule(Optional.empty(), "*", LLD).marked(Optional.of(new WatermarkId(watermark)));
  }

  private static Watermark logo(int widthPercent) {
    return new Watermark(
        new WatermarkId("logo"),
        new MarkImage("0a".repeat(32), 300, 100),
        Watermark.Place.TOP_RIGHT,
        3,
        widthPercent,
        80);
  }
}
