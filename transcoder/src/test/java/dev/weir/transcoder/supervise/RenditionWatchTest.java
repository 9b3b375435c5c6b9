package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.RungState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Renditions are told of once when they can be watched, and once when they cannot be made. */
class RenditionWatchTest {

  private static final StreamAddress SOURCE =
      new StreamAddress(
          new TenantId(new UUID(0, 1)),
          new DomainName("push.example.org"),
          new AppName("live"),
          new StreamName("cup"));

  private final RenditionWatch watch = new RenditionWatch();

  private List<String> look(LadderReport.State state, RungState rung, long bitsPerSecond) {
    RungReport lhd = new RungReport(new TemplateId("lhd"), rung, 0, 0, 0, bitsPerSecond);
    LadderReport report = new LadderReport(SOURCE, state, 1, Optional.empty(), 0, "", List.of(lhd));
    return watch.look(List.of(report), Instant.EPOCH).stream()
        .map(event -> event.rendition() + " " + event.cause())
        .toList();
  }

  @Test
  void oneThatComesIsToldOfOnceHoweverOftenItsProcessBegins() {
    assertThat(look(LadderReport.State.WAITING, RungState.WAITING, 0)).isEmpty();
    assertThat(look(LadderReport.State.RUNNING, RungState.ENCODED, 0)).isEmpty();
    assertThat(look(LadderReport.State.RUNNING, RungState.ENCODED, 1_000))
        .containsExactly("cup_lhd ");
    assertThat(look(LadderReport.State.RUNNING, RungState.ENCODED, 1_000)).isEmpty();
    assertThat(look(LadderReport.State.WAITING, RungState.WAITING, 0)).isEmpty();
    assertThat(look(LadderReport.State.RUNNING, RungState.PASSED, 1_000)).isEmpty();
  }

  @Test
  void oneThatFailsIsToldOfWithItsCauseAndOneThatComesBackAgain() {
    assertThat(look(LadderReport.State.RUNNING, RungState.QUOTA, 0))
        .containsExactly("cup_lhd QUOTA");
    assertThat(look(LadderReport.State.RUNNING, RungState.ENCODED, 1)).containsExactly("cup_lhd ");
    assertThat(look(LadderReport.State.GIVEN_UP, RungState.WAITING, 0))
        .containsExactly("cup_lhd GAVE_UP");
    assertThat(look(LadderReport.State.GIVEN_UP, RungState.WAITING, 0)).isEmpty();
  }

  @Test
  void anotherPublishIsToldOfAnew() {
    assertThat(look(LadderReport.State.RUNNING, RungState.ENCODED, 1)).hasSize(1);
    assertThat(watch.look(List.of(), Instant.EPOCH)).isEmpty();
    assertThat(look(LadderReport.State.RUNNING, RungState.ENCODED, 1)).hasSize(1);
  }
}
