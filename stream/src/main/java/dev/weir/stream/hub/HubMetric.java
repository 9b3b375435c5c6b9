package dev.weir.stream.hub;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about streams; the label tells whose they are, this node's or another's. */
public enum HubMetric implements Metric {
  /** Streams that have not ended. */
  STREAMS("weir_stream_live_streams", "Streams that are live or wait for their encoder."),
  /** Viewers on lasting connections. */
  VIEWERS("weir_stream_viewers", "Viewers of FLV, WebSocket and RTMP, over all streams.");

  private final String metricName;
  private final String description;

  HubMetric(String metricName, String description) {
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
