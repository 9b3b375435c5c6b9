package dev.weir.runtime.metrics;

import java.util.List;

/** Metrics of the shell itself. */
public enum RuntimeMetric implements Metric {
  /** Faults answered or met. */
  FAULTS("weir_faults", "Faults answered or met since start, by code and by who can mend them."),
  /** What runs. */
  BUILD("weir_build", "Always 1; the labels tell what runs."),
  /** What must hold before newcomers are sent here, and what else is looked at. */
  CONDITION("weir_condition", "Whether this condition holds, 0 or 1.");

  private final String metricName;
  private final String description;

  RuntimeMetric(String metricName, String description) {
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
    return switch (this) {
      case FAULTS -> List.of("code", "blame");
      case BUILD -> List.of("version", "roles");
      case CONDITION -> List.of("condition");
    };
  }
}
