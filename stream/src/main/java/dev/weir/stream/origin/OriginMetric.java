package dev.weir.stream.origin;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about other nodes that take streams from here; the label is what they take. */
public enum OriginMetric implements Metric {
  /** Answers that run. */
  PULLS("weir_origin_pulls", "Streams that other nodes take from this one now."),
  /** Answers begun. */
  PULLS_BEGUN("weir_origin_pulls_begun", "Streams that other nodes began to take since start."),
  /** Bytes handed over. */
  BYTES("weir_origin_egress_bytes", "Bytes that went to other nodes, without HTTP around them.");

  private final String metricName;
  private final String description;

  OriginMetric(String metricName, String description) {
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
    return List.of("kind");
  }
}
