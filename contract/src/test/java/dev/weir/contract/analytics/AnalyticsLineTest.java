package dev.weir.contract.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBoot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What can be told of a minute, and what cannot. */
class AnalyticsLineTest {

  private static final MeterBoot BOOT = new MeterBoot(new NodeId("edge-1"), new BootId("b1"));

  @Test
  void sumsAddUpAndPeaksDoNot() {
    Figures one = new Figures(60_000, 3, 1, 10, 1, 1_000);
    Figures next = new Figures(30_000, 2, 0, 5, 0, 500);
    assertThat(one.then(next)).isEqualTo(new Figures(90_000, 3, 1, 15, 1, 1_500));
    assertThat(Figures.NONE.isNone()).isTrue();
    assertThat(one.isNone()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Figures(0, 0, 0, 0, 0, -1));
  }

  @Test
  void aPlaceIsEverythingADomainOrAStream() {
    Place stream = new Place("play.example.org", "live", "cup");
    assertThat(stream.isStream()).isTrue();
    assertThat(stream.whole()).isEqualTo(Place.of("play.example.org"));
    assertThat(Place.ALL.whole()).isEqualTo(Place.ALL);
    assertThatIllegalArgumentException().isThrownBy(() -> new Place("d", "live", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Place("", "live", "cup"));
    assertThatIllegalArgumentException().isThrownBy(() -> Place.of("d".repeat(300)));
    assertThatIllegalArgumentException().isThrownBy(() -> Place.of("\0"));
  }

  @Test
  void aBatchIsOfAWholeMinuteAndNotTooLong() {
    AnalyticsLine line =
        new AnalyticsLine(
            new TenantId(UUID.randomUUID()), Place.ALL, Dimension.TOTAL, "", Figures.NONE);
    Instant minute = Instant.parse("2026-05-01T10:00:00Z");
    assertThat(new AnalyticsBatch(BOOT, 1, minute, List.of(line)).lines()).containsExactly(line);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnalyticsBatch(BOOT, 1, minute.plusSeconds(1), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnalyticsBatch(BOOT, 0, minute, List.of()));
    List<AnalyticsLine> many = java.util.Collections.nCopies(AnalyticsBatch.MAX_LINES + 1, line);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnalyticsBatch(BOOT, 1, minute, many));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new AnalyticsLine(line.tenant(), Place.ALL, Dimension.REFERER, "a\0b", Figures.NONE));
  }
}
