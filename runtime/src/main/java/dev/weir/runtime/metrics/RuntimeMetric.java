package dev.weir.runtime.metrics;

import java.util.List;

/** Metrics of the shell itself. */
enum RuntimeMetric implements Metric {
  /** Faults answered or met. */
  FAULTS;

  @Override
  public String metricName() {
    return switch (this) {
      case FAULTS -> "weir_faults";
    };
  }

  @Override
  public String description() {
    return switch (this) {
      case FAULTS -> "Faults answered or met since start, by code and by who can mend them.";
    };
  }

  @Override
  public List<String> labels() {
    return switch (this) {
      case FAULTS -> List.of("code", "blame");
    };
  }
}
