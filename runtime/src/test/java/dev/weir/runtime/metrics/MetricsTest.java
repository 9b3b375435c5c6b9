package dev.weir.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Metrics metrics = new Metrics();

  enum RoomMetric implements Metric {
    EGRESS,
    VIEWERS;

    @Override
    public String metricName() {
      return switch (this) {
        case EGRESS -> "weir_room_egress_bytes";
        case VIEWERS -> "weir_room_viewers";
      };
    }

    @Override
    public String description() {
      return "Of a test.";
    }

    @Override
    public List<String> labels() {
      return switch (this) {
        case EGRESS -> List.of("protocol");
        case VIEWERS -> List.of();
      };
    }
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void areScrapedByTheirNames() {
    metrics.counter(RoomMetric.EGRESS, "flv").increment(7);
    LongAdder hls = new LongAdder();
    hls.add(9);
    metrics.counter(RoomMetric.EGRESS, hls, "hls");
    AtomicInteger viewers = new AtomicInteger(3);
    metrics.gauge(RoomMetric.VIEWERS, viewers::get);
    viewers.set(4);
    assertThat(metrics.scrape())
        .contains("weir_room_egress_bytes_total{protocol=\"flv\"} 7.0")
        .contains("weir_room_egress_bytes_total{protocol=\"hls\"} 9.0")
        .contains("# HELP weir_room_viewers Of a test.")
        .contains("weir_room_viewers 4.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void refuseOtherLabelsThanTheirOwn() {
    assertThatThrownBy(() -> metrics.counter(RoomMetric.EGRESS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("protocol");
  }

  @Test
  void showEveryFaultWithItsCount() {
    FaultCounter faults = new FaultCounter();
    metrics.show(faults);
    faults.count(FaultCode.PATH_MALFORMED);
    faults.count(FaultCode.PATH_MALFORMED);
    assertThat(faults.total(FaultCode.PATH_MALFORMED)).isEqualTo(2);
    assertThat(metrics.scrape())
        .contains("weir_faults_total{blame=\"PEER\",code=\"PATH_MALFORMED\"} 2.0")
        .contains("weir_faults_total{blame=\"US\",code=\"INTERNAL\"} 0.0");
  }

  @Test
  void ofTwoRegistriesDoNotMix() {
    try (Metrics other = new Metrics()) {
      metrics.counter(RoomMetric.EGRESS, "flv").increment();
      assertThat(other.scrape()).doesNotContain("weir_room_egress");
    }
  }
}
