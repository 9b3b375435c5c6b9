package dev.weir.ingest.health;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is wrong with streams that are pushed to this node; the label names the issue. */
enum FindingMetric implements Metric {
  /** Streams that have it. */
  FINDINGS("weir_ingest_findings", "Streams that have this issue now.");

  private final String metricName;
  private final String description;

  FindingMetric(String metricName, String description) {
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
    return List.of("issue");
  }
}
