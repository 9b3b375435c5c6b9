package dev.weir.portal.domain.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.keeping.TimeShiftRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleDocumentTest {

  private static final AppName LIVE = new AppName("live");
  private static final StreamChoice CAMERAS =
      new StreamChoice(Optional.of(LIVE), new Wildcard("cam-*"));
  private static final RecordingRule RECORDING =
      new RecordingRule(
          CAMERAS,
          RecordingRule.Start.ON_DEMAND,
          Set.of(RecordingFormat.HLS, RecordingFormat.FLV),
          true,
          Optional.of(Duration.ofMinutes(90)),
          Duration.ofSeconds(30),
          new NameTemplate("kept/{StreamName}/{UnixTimestamp}"),
          Optional.of(Duration.ofHours(36)));
  private static final SnapshotRule SNAPSHOT =
      new SnapshotRule(
          CAMERAS,
          Optional.of(Duration.ofSeconds(5)),
          SnapshotRule.Format.WEBP,
          Optional.of(new SnapshotRule.Sequence(NameTemplate.SNAPSHOT, Duration.ofDays(2))));

  @Test
  void rulesComeBackWithTheirIdsInTheirOrder() {
    SnapshotRule none =
        new SnapshotRule(
            StreamChoice.all(), Optional.empty(), SnapshotRule.Format.JPEG, Optional.empty());
    assertSame(RuleKind.RECORDINGS, List.of(KeptRule.of(RECORDING)));
    assertSame(RuleKind.SNAPSHOTS, List.of(KeptRule.of(SNAPSHOT), KeptRule.of(none)));
    assertSame(
        RuleKind.TIME_SHIFT, List.of(KeptRule.of(new TimeShiftRule(CAMERAS, Duration.ofDays(30)))));
  }

  @Test
  void whatADocumentDoesNotSayIsUsual() {
    RecordingRule read = RuleDocument.recording(new JsonObject("{\"formats\":[\"mp4\"]}"));
    assertThat(read)
        .isEqualTo(
            new RecordingRule(
                StreamChoice.all(),
                RecordingRule.Start.AT_PUBLISH,
                Set.of(RecordingFormat.MP4),
                false,
                Optional.empty(),
                Duration.ZERO,
                NameTemplate.RECORDING,
                Optional.empty()));
  }

  @Test
  void whatNoRuleCanBeIsRefused() {
    assertThatThrownBy(
            () -> RuleDocument.recording(new JsonObject("{\"formats\":[],\"name\":\"../{Date}\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("path");
    assertThatThrownBy(() ->
            RuleDocument.snapshot(
                new JsonObject(
                    "{\"everySeconds\":1,\"sequence\":{\"name\":\"one\",\"retentionHours\":1}}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPolicyHasTheRulesOfEachKind() {
    JsonObject byKind =
        new JsonObject()
            .put("recordings", RuleKind.RECORDINGS.rest(List.of(KeptRule.of(RECORDING))))
            .put("snapshots", RuleKind.SNAPSHOTS.rest(List.of(KeptRule.of(SNAPSHOT))));
    Keeping keeping = RuleDocument.keeping(byKind);
    StreamName camera = new StreamName("cam-1");
    assertThat(keeping.recording(LIVE, camera)).contains(RECORDING);
    assertThat(keeping.snapshot(LIVE, camera)).contains(SNAPSHOT);
    assertThat(keeping.timeShift(LIVE, camera)).isEmpty();
    assertThat(RuleDocument.keeping(new JsonObject())).isEqualTo(Keeping.nothing());
  }

  private static <R> void assertSame(RuleKind<R> kind, List<KeptRule<R>> rules) {
    JsonArray rest = new JsonArray(kind.rest(rules).encode());
    assertThat(kind.resting(rest)).isEqualTo(rules);
  }
}
