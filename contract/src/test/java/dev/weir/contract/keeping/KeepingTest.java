package dev.weir.contract.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeepingTest {

  private static final AppName LIVE = new AppName("live");

  private static StreamChoice cameras() {
    return new StreamChoice(Optional.of(LIVE), new Wildcard("camera-*"));
  }

  private static RecordingRule recording(StreamChoice streams, RecordingFormat... formats) {
    return new RecordingRule(
        streams,
        RecordingRule.Start.AT_PUBLISH,
        Set.of(formats),
        false,
        Optional.empty(),
        Duration.ZERO,
        NameTemplate.RECORDING,
        Optional.empty());
  }

  @Test
  void theFirstRuleThatMeansAStreamDecides() {
    Keeping keeping =
        new Keeping(
            List.of(recording(cameras()), recording(StreamChoice.all(), RecordingFormat.MP4)),
            List.of(
                new SnapshotRule(
                    cameras(), Optional.empty(), SnapshotRule.Format.JPEG, Optional.empty()),
                new SnapshotRule(
                    StreamChoice.all(),
                    Optional.of(Duration.ofSeconds(5)),
                    SnapshotRule.Format.WEBP,
                    Optional.empty())),
            List.of(
                new TimeShiftRule(cameras(), Duration.ZERO),
                new TimeShiftRule(StreamChoice.all(), Duration.ofHours(2))));
    StreamName camera = new StreamName("camera-1");
    StreamName show = new StreamName("show");
    assertThat(keeping.recording(LIVE, camera)).isEmpty();
    assertThat(keeping.snapshot(LIVE, camera)).isEmpty();
    assertThat(keeping.timeShift(LIVE, camera)).isEmpty();
    assertThat(keeping.recording(LIVE, show).orElseThrow().formats())
        .containsExactly(RecordingFormat.MP4);
    assertThat(keeping.snapshot(LIVE, show).orElseThrow().format())
        .isEqualTo(SnapshotRule.Format.WEBP);
    assertThat(keeping.timeShift(new AppName("other"), camera).orElseThrow().window())
        .isEqualTo(Duration.ofHours(2));
    assertThat(Keeping.nothing().recording(LIVE, show)).isEmpty();
  }

  @Test
  void aNameIsFilledWithWhatDiffers() {
    String name =
        NameTemplate.RECORDING.fill(
            Map.of(
                NameTemplate.Field.APP, "live",
                NameTemplate.Field.STREAM, "show",
                NameTemplate.Field.SEQUENCE, "3",
                NameTemplate.Field.START, "2026-11-23-09-30-00",
                NameTemplate.Field.END, "2026-11-23-10-00-00"));
    assertThat(name).isEqualTo("record/live/show/3_2026-11-23-09-30-00_2026-11-23-10-00-00");
  }

  @Test
  void aNameIsARelativePath() {
    for (String bad :
        List.of(
            "",
            "/a",
            "a/",
            "a//b",
            "../a",
            "a/../b",
            ".a",
            "a b",
            "a\\b",
            "{Nothing}",
            "{",
            "a%2f",
            "x".repeat(NameTemplate.MAX_LENGTH + 1))) {
      assertThatIllegalArgumentException().as(bad).isThrownBy(() -> new NameTemplate(bad));
    }
  }

  @Test
  void refusesTimesThatAreOutOfBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeShiftRule(StreamChoice.all(), Duration.ofDays(31)));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SnapshotRule(
                StreamChoice.all(),
                Optional.of(Duration.ofMillis(999)),
                SnapshotRule.Format.JPEG,
                Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SnapshotRule.Sequence(
                new NameTemplate("snapshot/{StreamName}"), Duration.ofDays(1)));
  }
}
