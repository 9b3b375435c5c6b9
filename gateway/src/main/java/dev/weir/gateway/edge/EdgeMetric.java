package dev.weir.gateway.edge;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about streams of other nodes; the label is what is taken of them. */
public enum EdgeMetric implements Metric {
  /** Copies. */
  PULLS("weir_edge_pulls", "Streams of other nodes that are copied here now."),
  /** Copies begun. */
  PULLS_BEGUN("weir_edge_pulls_begun", "Copies of other nodes' streams begun since start."),
  /** Reconnects. */
  RECONNECTS("weir_edge_reconnects", "How often a copy looked for its owner anew."),
  /** Bytes taken. */
  BYTES("weir_edge_ingress_bytes", "Bytes taken from other nodes, without HTTP around them."),
  /** Questions who owns a stream. */
  LOOKUPS("weir_edge_lookups", "How often it was asked who owns a stream."),
  /** Questions without an owner as the answer. */
  MISSES("weir_edge_lookup_misses", "How often no owner was found, or nobody could say.");

  private final String metricName;
  private final String description;

  EdgeMetric(String metricName, String description) {
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
