package dev.weir.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Of too much the largest is told. */
class MinuteLimitsTest {

  private static AnalyticsLine line(Place place, Dimension dimension, String value, long bytes) {
    return new AnalyticsLine(
        Audiences.TENANT, place, dimension, value, new Figures(0, 0, 0, 0, 0, bytes));
  }

  @Test
  void ofManyReferersTheLargestAreTold() {
    List<AnalyticsLine> counted = new ArrayList<>();
    counted.add(line(Place.ALL, Dimension.TOTAL, "", 1_000));
    for (int i = 1; i <= 100; i++) {
      counted.add(line(Place.ALL, Dimension.REFERER, "page" + i, i));
    }
    assertThat(Audiences.told(MinuteLimits.keep(counted), Place.ALL, Dimension.REFERER))
        .hasSize(MinuteLimits.MAX_VALUES)
        .containsKeys("page100", "page81")
        .doesNotContainKey("page80");
  }

  @Test
  void ofManyStreamsTheLargestAreToldApartFurther() {
    List<AnalyticsLine> counted = new ArrayList<>();
    for (int i = 1; i <= 2 * MinuteLimits.MAX_STREAMS; i++) {
      Place stream = Audiences.stream("s" + i);
      counted.add(line(stream, Dimension.TOTAL, "", i));
      counted.add(line(stream, Dimension.PROTOCOL, "HLS", i));
    }
    counted.add(line(Place.ALL, Dimension.TOTAL, "", 1));
    List<AnalyticsLine> kept = MinuteLimits.keep(counted);
    assertThat(kept).hasSize(1 + MinuteLimits.MAX_STREAMS + MinuteLimits.MAX_DETAILED);
    assertThat(kept.getFirst().place()).isEqualTo(Place.ALL);
    assertThat(kept).contains(line(Audiences.stream("s2000"), Dimension.PROTOCOL, "HLS", 2_000));
    assertThat(kept)
        .doesNotContain(line(Audiences.stream("s1900"), Dimension.PROTOCOL, "HLS", 1_900));
  }

  @Test
  void aGatewayTellsNoMoreThanSoMuch() {
    List<AnalyticsLine> counted = new ArrayList<>();
    for (int tenant = 0; tenant < 12; tenant++) {
      TenantId id = new TenantId(new UUID(1, tenant));
      for (int domain = 0; domain < 100; domain++) {
        Place place = Place.of("d" + domain);
        counted.add(new AnalyticsLine(id, place, Dimension.TOTAL, "", Figures.NONE));
        for (Dimension dimension : Dimension.values()) {
          for (int value = 0; value < 20 && dimension != Dimension.TOTAL; value++) {
            counted.add(new AnalyticsLine(id, place, dimension, "v" + value, Figures.NONE));
          }
        }
      }
    }
    assertThat(MinuteLimits.keep(counted)).hasSize(MinuteLimits.MAX_LINES);
  }
}
