package dev.weir.stream.fanout;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is counted about viewers; the label tells whose streams they watch. */
public enum FanoutMetric implements Metric {
  /** Skips begun. */
  VIEWER_SKIPS(
      "weir_stream_viewer_skips", "Viewers that fell behind and skipped to a later key frame."),
  /** Viewers ended. */
  VIEWER_CUTS("weir_stream_viewer_cuts", "Viewers that took too little for too long and were cut.");

  private final String metricName;
  private final String description;

  FanoutMetric(String metricName, String description) {
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
    return List.of("owner");
  }
}
