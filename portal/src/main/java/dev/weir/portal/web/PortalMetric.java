package dev.weir.portal.web;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/**
 * What is measured about answers of the portal; labels tell what was asked for, and how it went.
 */
enum PortalMetric implements Metric {
  /** Answers and their times. */
  ANSWERS("weir_portal_answer_seconds", "How long answers took, from the first byte to the last.");

  private final String metricName;
  private final String description;

  PortalMetric(String metricName, String description) {
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
    return List.of("kind", "status");
  }
}
