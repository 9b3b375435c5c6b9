package dev.weir.recorder;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about recordings. */
public enum RecorderMetric implements Metric {
  /** Streams that are recorded now. */
  RUNNING("weir_recorder_running", "Streams that are recorded now."),
  /** Bytes on this node that are not in the store yet. */
  SPOOL("weir_recorder_spool_bytes", "Bytes of recordings that are not in the object store yet."),
  /** Files that went to the store. */
  SAVED("weir_recorder_saved", "Recordings that went to the object store."),
  /** Attempts to save that failed. */
  RETRIES("weir_recorder_save_failures", "Attempts to save a recording that failed."),
  /** Segments that were not recorded. */
  LOST("weir_recorder_lost_segments", "Segments that found no room, or a disk that is too slow."),
  /** Streams that viewers can go back in. */
  SHIFT_RUNNING("weir_shift_running", "Streams that are kept for time shift now."),
  /** Bytes of slices on this node. */
  SHIFT_SPOOL("weir_shift_spool_bytes", "Bytes of time shift on this node's own disk."),
  /** Slices that went to the store. */
  SHIFT_SAVED("weir_shift_saved", "Slices of time shift that went to the object store."),
  /** Attempts to save a slice that failed. */
  SHIFT_RETRIES("weir_shift_save_failures", "Attempts to save a slice that failed."),
  /** Segments that nobody can go back to. */
  SHIFT_LOST("weir_shift_lost_segments", "Segments of time shift that found no room."),
  /** Bytes that went to the store. */
  SHIFT_STORED("weir_shift_stored_bytes", "Bytes of time shift that went to the object store."),
  /** Bytes that were deleted there. */
  SHIFT_REMOVED("weir_shift_removed_bytes", "Bytes of time shift whose time was over.");

  private final String metricName;
  private final String description;

  RecorderMetric(String metricName, String description) {
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
