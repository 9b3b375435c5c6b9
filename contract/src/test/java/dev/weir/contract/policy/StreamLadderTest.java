package dev.weir.contract.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which renditions somebody may watch who is limited to one. */
class StreamLadderTest {

  private static final AppName LIVE = new AppName("live");
  private static final StreamName SOURCE = new StreamName("demo_01");
  private static final Ladders LADDERS =
      new Ladders(
          Template.presets(),
          List.of(
              new LadderRule(
                  Optional.empty(),
                  new Wildcard("*"),
                  List.of(new TemplateId("lld"), new TemplateId("lhd")),
                  LadderRule.Start.AT_PUBLISH,
                  LadderRule.DEFAULT_IDLE)));

  private static StreamLadder ladder(String asked) {
    return StreamLadder.of(LADDERS, LIVE, new StreamName(asked), AccessList.off());
  }

  private static List<String> names(List<Template> templates) {
    return templates.stream().map(template -> template.id().value()).toList();
  }

  @Test
  void aRenditionLeadsToItsSource() {
    assertThat(ladder("demo_01_lhd").source()).isEqualTo(SOURCE);
    assertThat(ladder("demo_01").source()).isEqualTo(SOURCE);
    assertThat(ladder("demo_01").rendition(SOURCE)).isEmpty();
    assertThat(names(ladder("demo_01_lhd").rungs())).containsExactly("lhd", "lld");
  }

  @Test
  void aLimitOpensWhatIsNoBetter() {
    StreamLadder ladder = ladder("demo_01");

    assertThat(ladder.permits(SOURCE, "")).isTrue();
    assertThat(ladder.permits(SOURCE, "lud")).isFalse();
    assertThat(ladder.permits(new StreamName("demo_01_lhd"), "lhd")).isTrue();
    assertThat(ladder.permits(new StreamName("demo_01_lhd"), "lsd")).isFalse();
    assertThat(ladder.permits(new StreamName("demo_01_lld"), "lsd")).isTrue();
    assertThat(names(ladder.upTo("lsd"))).containsExactly("lld");
    assertThat(ladder.limit("lsd")).isEqualTo("lld");
    assertThat(ladder.limit("")).isEmpty();
  }

  @Test
  void aLimitThatNobodyKnowsOpensNothing() {
    StreamLadder ladder = ladder("demo_01");

    assertThat(ladder.permits(new StreamName("demo_01_lld"), "best")).isFalse();
    assertThat(ladder.upTo("best")).isEmpty();
    assertThat(
            StreamLadder.of(Ladders.none(), LIVE, SOURCE, AccessList.off()).permits(SOURCE, "lhd"))
        .isFalse();
  }

  @Test
  void aDomainOpensSomeQualitiesAndNoOthers() {
    StreamLadder few =
        StreamLadder.of(
            LADDERS,
            LIVE,
            SOURCE,
            new AccessList<>(AccessList.Effect.ALLOW, List.of(new Wildcard("lld"))));
    assertThat(few.permits(SOURCE, "")).isFalse();
    assertThat(few.permits(new StreamName("demo_01_lld"), "")).isTrue();
    assertThat(few.permits(new StreamName("demo_01_lhd"), "")).isFalse();
    assertThat(names(few.upTo(""))).containsExactly("lld");
    StreamLadder noSource =
        StreamLadder.of(
            LADDERS,
            LIVE,
            SOURCE,
            new AccessList<>(AccessList.Effect.DENY, List.of(new Wildcard(TemplateId.SOURCE))));
    assertThat(noSource.permits(SOURCE, "")).isFalse();
    assertThat(noSource.permits(new StreamName("demo_01_lhd"), "")).isTrue();
  }
}
