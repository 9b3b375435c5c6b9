package dev.weir.portal.callback.delivery;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about callbacks. */
enum CallbackMetric implements Metric {
  /** Attempts that an endpoint took. */
  TAKEN("weir_callback_taken", "Events that endpoints took."),
  /** Attempts that it did not. */
  FAILED("weir_callback_failed_attempts", "Attempts that failed."),
  /** Events that were given up. */
  DEAD("weir_callback_dead", "Events that were given up."),
  /** Attempts that are being made. */
  IN_FLIGHT("weir_callback_in_flight", "Attempts that are being made by this process.");

  private final String metricName;
  private final String description;

  CallbackMetric(String metricName, String description) {
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
