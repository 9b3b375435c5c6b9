package dev.weir.transcoder.snapshot;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about snapshots. */
public enum SnapshotMetric implements Metric {
  /** Processes that run. */
  PROCESSES("weir_snapshot_processes", "Pictures that are being made at this moment."),
  /** What the newest pictures take. */
  BYTES("weir_snapshot_bytes", "Bytes of the newest pictures in memory."),
  /** Pictures that were made. */
  TAKEN("weir_snapshots_taken", "Pictures that were made."),
  /** Pictures that could not be made. */
  FAILED("weir_snapshots_failed", "Pictures that could not be made of their key frame."),
  /** Pictures for which it was too late. */
  SKIPPED("weir_snapshots_skipped", "Pictures left out since the one before still waited."),
  /** Pictures that are in the store. */
  KEPT("weir_snapshots_kept", "Pictures put into the store."),
  /** Pictures that are not. */
  UNKEPT("weir_snapshots_unkept", "Pictures that the store refused or was too slow for.");

  private final String metricName;
  private final String description;

  SnapshotMetric(String metricName, String description) {
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
