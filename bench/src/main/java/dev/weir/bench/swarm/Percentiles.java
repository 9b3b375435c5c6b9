package dev.weir.bench.swarm;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/**
 * A distribution of times, milliseconds.
 *
 * @param count of values
 * @param p50Ms half are below
 * @param p99Ms 99 of 100 are below
 * @param p999Ms 999 of 1,000 are below
 * @param maxMs the largest
 */
public record Percentiles(long count, double p50Ms, double p99Ms, double p999Ms, double maxMs) {

  private static final double NANOS_PER_MS = 1e6;

  /** Of a histogram of nanoseconds. */
  public static Percentiles of(Histogram nanos) {
    return new Percentiles(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / NANOS_PER_MS,
        nanos.getValueAtPercentile(99) / NANOS_PER_MS,
        nanos.getValueAtPercentile(99.9) / NANOS_PER_MS,
        nanos.getMaxValue() / NANOS_PER_MS);
  }

  static Percentiles read(JsonObject json) {
    return new Percentiles(
        json.getLong("count"),
        json.getDouble("p50Ms"),
        json.getDouble("p99Ms"),
        json.getDouble("p999Ms"),
        json.getDouble("maxMs"));
  }

  /** As JSON, for result files and for the way from one process to another. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("count", count)
        .put("p50Ms", p50Ms)
        .put("p99Ms", p99Ms)
        .put("p999Ms", p999Ms)
        .put("maxMs", maxMs);
  }
}
