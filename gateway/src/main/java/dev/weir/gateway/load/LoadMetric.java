package dev.weir.gateway.load;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about a gateway's load. */
enum LoadMetric implements Metric {
  /** Viewers. */
  VIEWERS("weir_gateway_viewers", "Viewers of this node on all protocols."),
  /** Bytes. */
  EGRESS_BYTES(
      "weir_gateway_egress_bytes", "Bytes of media and playlists handed to viewers' connections."),
  /** Bits a second. */
  EGRESS_BITS(
      "weir_gateway_egress_bits_per_second", "The same in bits a second, smoothed over seconds."),
  /** Seconds. */
  LOOP_LATENESS(
      "weir_gateway_loop_lateness_seconds",
      "How late the latest event loop gets to its work, smoothed over seconds."),
  /** 0 or 1. */
  FULL("weir_gateway_full", "Whether newcomers are refused for this cause, 0 or 1."),
  /** Refusals. */
  REFUSED_VIEWERS("weir_gateway_refused_viewers", "Newcomers who were refused for want of room.");

  private final String metricName;
  private final String description;

  LoadMetric(String metricName, String description) {
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
      case VIEWERS, EGRESS_BYTES, EGRESS_BITS, LOOP_LATENESS -> List.of();
      case FULL, REFUSED_VIEWERS -> List.of("cause");
    };
  }
}
