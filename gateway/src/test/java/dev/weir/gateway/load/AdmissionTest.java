package dev.weir.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.viewer.Presence;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.gateway.viewer.ViewerSession;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.config.ConfigException;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.metrics.Metrics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each cause refuses newcomers, says so, and lets them in again when it is over. */
class AdmissionTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final ViewerCensus census = new ViewerCensus(new NodeId("edge-1"), time);
  private final Egress egress = new Egress(new MemoryMeters());

  private Admission admission(int viewers, long egressBits, Duration lateness) {
    return new Admission(new LoadLimits(viewers, egressBits, lateness), census, egress, time);
  }

  private Presence enter() {
    return census.enter(Rules.OPEN, Rules.stream("demo"), PlayProtocol.HTTP_FLV);
  }

  @Test
  void asManyViewersAsMayAndWhoLeavesMakesRoom() {
    Admission admission = admission(3, 0, Duration.ZERO);
    List<Presence> present = new ArrayList<>(List.of(enter(), enter()));
    admission.admit();
    present.add(enter());

    assertThatThrownBy(admission::admit)
        .isInstanceOfSatisfying(
            WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.SERVER_BUSY))
        .hasMessageContaining("VIEWERS");
    present.getFirst().close();
    present.getFirst().close();
    admission.admit();
    enter();
    assertThat(admission.full()).contains(LoadCause.VIEWERS);
  }

  @Test
  void sessionsOfHlsCountAsLongAsTheyAsk() {
    Admission admission = admission(1, 0, Duration.ZERO);
    ViewerSession viewer =
        new ViewerSession(
            ViewerId.random(new SecureRandom()), time.now(), time.now().plusSeconds(60));
    census.seen(Rules.OPEN, Rules.stream("demo"), PlayProtocol.HLS, viewer, "192.0.2.7", SECOND);
    assertThat(admission.full()).contains(LoadCause.VIEWERS);

    time.advance(SECOND.multipliedBy(2));
    census.takeCount();
    assertThat(admission.full()).isEmpty();
  }

  @Test
  void egressAtItsLimitUntilItHasFallenByATenth() {
    Admission admission = admission(0, 8_000_000, Duration.ZERO);
    send(admission, 900_000, 20);
    assertThat(admission.full()).isEmpty();
    send(admission, 1_100_000, 20);
    assertThat(admission.full()).contains(LoadCause.EGRESS);
    send(admission, 950_000, 20);
    assertThat(admission.full()).as("not by a little less").contains(LoadCause.EGRESS);
    send(admission, 850_000, 20);
    assertThat(admission.full()).isEmpty();
  }

  @Test
  void aMomentOfMuchEgressIsNoLoad() {
    Admission admission = admission(0, 8_000_000, Duration.ZERO);
    send(admission, 500_000, 20);
    send(admission, 1_500_000, 1);
    assertThat(admission.full()).isEmpty();
  }

  @Test
  void aLoopThatIsLateAgainAndAgainUntilItIsWellInTime() {
    Admission admission = admission(0, 0, Duration.ofMillis(500));
    Pressure late = admission.newLoop();
    admission.newLoop();
    beats(late, 700, 5);
    assertThat(admission.full()).as("not yet").isEmpty();
    beats(late, 700, 10);
    assertThat(admission.full()).contains(LoadCause.LATENESS);
    beats(late, 400, 3);
    assertThat(admission.full()).as("not by a little less").contains(LoadCause.LATENESS);
    beats(late, 0, 60);
    assertThat(admission.full()).isEmpty();
  }

  @Test
  void aSinglePauseIsNoLoad() {
    Admission admission = admission(0, 0, Duration.ofMillis(500));
    Pressure loop = admission.newLoop();
    beats(loop, 0, 10);
    beats(loop, 10_000, 1);
    assertThat(admission.full()).isEmpty();
  }

  @Test
  void aLoopThatIsGoneIsNotLate() {
    Admission admission = admission(0, 0, Duration.ofMillis(500));
    Pressure loop = admission.newLoop();
    beats(loop, 2_000, 20);
    admission.forgetLoop(loop);
    assertThat(admission.full()).isEmpty();
  }

  @Test
  void withoutLimitsThereIsAlwaysRoom() {
    Admission admission = admission(0, 0, Duration.ZERO);
    beats(admission.newLoop(), 60_000, 100);
    send(admission, 1L << 40, 10);
    enter();
    admission.admit();
    assertThat(admission.full()).isEmpty();
  }

  @Test
  void theLoadAndTheRefusalsAreShown() {
    Admission admission = admission(1, 0, Duration.ZERO);
    enter();
    assertThatThrownBy(admission::admit).isInstanceOf(WeirFault.class);
    egress.of(Rules.stream("demo").tenant()).sent(7);
    try (Metrics metrics = new Metrics()) {
      admission.show(metrics);
      assertThat(metrics.scrape())
          .contains("weir_gateway_viewers 1.0")
          .contains("weir_gateway_egress_bytes_total 7.0")
          .contains("weir_gateway_full{cause=\"VIEWERS\"} 1.0")
          .contains("weir_gateway_full{cause=\"EGRESS\"} 0.0")
          .contains("weir_gateway_refused_viewers_total{cause=\"VIEWERS\"} 1.0")
          .contains("weir_gateway_loop_lateness_seconds 0.0")
          .contains("weir_gateway_egress_bits_per_second 0.0");
    }
  }

  @Test
  void limitsAreReadFromTheConfiguration() {
    assertThat(limits(Map.of())).isEqualTo(LoadLimits.DEFAULTS);
    assertThat(
            limits(
                Map.of(
                    "gateway.viewers.max", "30",
                    "gateway.egress.max", "10G",
                    "gateway.load.max-lateness", "1s")))
        .isEqualTo(new LoadLimits(30, 10_000_000_000L, SECOND));
    assertThat(limits(Map.of("gateway.egress.max", "800M")).egressBits()).isEqualTo(800_000_000);
    for (String wrong : List.of("", "-1", "10X", "M", "99999999999G")) {
      assertThatThrownBy(() -> limits(Map.of("gateway.egress.max", wrong)))
          .as(wrong)
          .isInstanceOf(ConfigException.class);
    }
  }

  private static LoadLimits limits(Map<String, String> flags) {
    ConfigSource source = ConfigSource.load(Optional.empty(), Map.of(), flags);
    LoadLimits limits = LoadLimits.read(source.reader());
    source.verify();
    return limits;
  }

  /** So many bytes in each of so many seconds. */
  private void send(Admission admission, long bytes, int seconds) {
    for (int i = 0; i < seconds; i++) {
      egress.of(Rules.stream("demo").tenant()).sent(bytes);
      time.advance(SECOND);
      admission.lookAtEgress();
    }
  }

  private static void beats(Pressure loop, long lateMs, int count) {
    for (int i = 0; i < count; i++) {
      loop.take(lateMs * 1e6, LoadVerticle.BEAT.plusMillis(lateMs).toNanos());
    }
  }
}
