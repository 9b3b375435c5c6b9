package dev.weir.ingest.health;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about streams that are pushed to this node, all of them together. */
enum HealthMetric implements Metric {
  /** Those with a publisher. */
  STREAMS("weir_ingest_streams", "Streams that have a publisher here now."),
  /** Their bits. */
  BITS("weir_ingest_bits_per_second", "What publishers send, in the last whole second.");

  private final String metricName;
  private final String description;

  HealthMetric(String metricName, String description) {
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
    return List.of();
  }
}
