package dev.weir.runtime.redis;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about the line to Redis; the label tells which of its connections. */
enum RedisMetric implements Metric {
  /** Whether it stands. */
  UP("weir_redis_up", "Whether the connection to Redis stands, 0 or 1.");

  private final String metricName;
  private final String description;

  RedisMetric(String metricName, String description) {
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
    return List.of("purpose");
  }
}
