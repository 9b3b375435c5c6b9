package dev.weir.stream.lease;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about leases. */
enum LeaseMetric implements Metric {
  /** Leases of streams that live here. */
  HELD("weir_lease_held", "Streams whose lease this node holds."),
  /** Streams taken from other nodes. */
  TAKEN("weir_lease_taken_total", "Streams that this node took from another one."),
  /** Streams lost to other nodes. */
  LOST("weir_lease_lost_total", "Streams that another node took from this one."),
  /** Publishers let in without a lease. */
  OWED("weir_lease_owed_total", "Publishers let in without a lease, since Redis did not answer.");

  private final String metricName;
  private final String description;

  LeaseMetric(String metricName, String description) {
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
