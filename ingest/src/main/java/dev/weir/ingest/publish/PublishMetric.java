package dev.weir.ingest.publish;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about publishes on this node. */
enum PublishMetric implements Metric {
  /** Publishes that ended. */
  ENDED("weir_ingest_ended", "Publishes that ended, by how they did.");

  private final String metricName;
  private final String description;

  PublishMetric(String metricName, String description) {
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
    return List.of("end");
  }
}
