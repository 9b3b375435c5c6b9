package dev.weir.runtime.metering;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about counting. */
enum MeteringMetric implements Metric {
  /** Counters that are kept. */
  COUNTERS("weir_metering_counters", "Counters that are kept."),
  /** Streams that were counted together. */
  COARSE("weir_metering_coarse", "Counters that were refused one of their own for want of room."),
  /** Batches that wait. */
  WAITING("weir_metering_waiting_batches", "Batches that the control plane has not acknowledged."),
  /** Bytes that wait. */
  JOURNAL("weir_metering_journal_bytes", "Bytes of the journal in which batches wait.");

  private final String metricName;
  private final String description;

  MeteringMetric(String metricName, String description) {
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
