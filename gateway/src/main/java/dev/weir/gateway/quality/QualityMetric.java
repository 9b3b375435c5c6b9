package dev.weir.gateway.quality;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about beacons. */
enum QualityMetric implements Metric {
  /** Beacons. */
  TAKEN("weir_gateway_beacons_taken", "Beacons of players that were counted."),
  /** Beacons. */
  REFUSED("weir_gateway_beacons_refused", "Beacons of players that were refused."),
  /** Reports. */
  LOST("weir_gateway_quality_reports_lost", "Reports that waited for Redis for too long.");

  private final String metricName;
  private final String description;

  QualityMetric(String metricName, String description) {
    this.metricName = metricName;
    this.description = description;
  }

  @Override
  public String metricName() {
    return metricName;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<String> labels() {
    return switch (this) {
      case TAKEN, LOST -> List.of();
      case REFUSED -> List.of("code");
    };
  }
}
