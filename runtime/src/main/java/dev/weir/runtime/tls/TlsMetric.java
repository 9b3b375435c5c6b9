package dev.weir.runtime.tls;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about the certificates that a process presents. */
enum TlsMetric implements Metric {
  /** How many there are. */
  PRESENTED("weir_certificates_presented", "Certificates of domains that are presented now."),
  /** When the first ends. */
  EARLIEST_END(
      "weir_certificates_earliest_end_seconds",
      "When the first of them ends, seconds since 1970; 0 without any.");

  private final String metricName;
  private final String description;

  TlsMetric(String metricName, String description) {
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
