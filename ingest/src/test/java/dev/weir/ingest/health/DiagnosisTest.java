package dev.weir.ingest.health;

import static dev.weir.contract.health.HealthIssue.ARRIVES_LATE;
import static dev.weir.contract.health.HealthIssue.TIMESTAMP_GAP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.ingest.health.Diagnosis.Sign;
import dev.weir.ingest.health.Diagnosis.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When something is wrong, and when it is over. */
class DiagnosisTest {

  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private final Diagnosis diagnosis = new Diagnosis();
  private Instant now = START;

  private static Map<HealthIssue, Sign> late(double ms) {
    return Map.of(ARRIVES_LATE, Sign.lasting(HealthVerdict.FAIR, ms, 0));
  }

  private List<Turn> seconds(int count, Map<HealthIssue, Sign> signs) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(1);
      turns.addAll(diagnosis.second(now, signs));
    }
    return turns;
  }

  @Test
  void whatLastsIsAFindingOnceItHasLasted() {
    assertThat(seconds(Diagnosis.BEGINS_AFTER_SECONDS - 1, late(2_000))).isEmpty();
    assertThat(seconds(1, late(2_000)))
        .containsExactly(
            new Turn(
                new HealthFinding(ARRIVES_LATE, HealthVerdict.FAIR, 2_000, 0, now),
                Optional.empty()));
    assertThat(seconds(20, late(2_000))).isEmpty();
  }

  @Test
  void whatFlickersIsNone() {
    for (int i = 0; i < 20; i++) {
      assertThat(seconds(2, late(2_000))).isEmpty();
      assertThat(seconds(1, Map.of())).isEmpty();
    }
    assertThat(diagnosis.findings()).isEmpty();
  }

  @Test
  void whatHappensIsAFindingAtOnceAndStaysForAWhile() {
    Map<HealthIssue, Sign> gap = Map.of(TIMESTAMP_GAP, Sign.event(HealthVerdict.FAIR, 1_500));
    assertThat(seconds(1, gap)).hasSize(1);
    assertThat(seconds(Diagnosis.ENDS_AFTER_SECONDS - 1, Map.of())).isEmpty();
    assertThat(diagnosis.findings()).hasSize(1);
    assertThat(seconds(1, Map.of()))
        .singleElement()
        .satisfies(turn -> assertThat(turn.endedAt()).contains(now));
    assertThat(diagnosis.findings()).isEmpty();
  }

  @Test
  void theWorstIsRemembered() {
    seconds(3, late(2_000));
    seconds(1, Map.of(ARRIVES_LATE, Sign.lasting(HealthVerdict.POOR, 9_000, 0)));
    seconds(3, late(1_600));
    assertThat(diagnosis.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.measured()).isEqualTo(9_000);
          assertThat(finding.severity()).isEqualTo(HealthVerdict.POOR);
        });
  }

  @Test
  void atTheEndEverythingIsOver() {
    seconds(3, late(2_000));
    assertThat(diagnosis.end(now)).hasSize(1);
    assertThat(diagnosis.end(now)).isEmpty();
  }
}
