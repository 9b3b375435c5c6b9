package dev.weir.transcoder.supervise;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about transcoding. */
public enum TranscoderMetric implements Metric {
  /** Processes that run. */
  PROCESSES("weir_transcoder_processes", "Processes that run, one for each transcoded stream."),
  /** Pictures that are encoded. */
  ENCODINGS("weir_transcoder_encodings", "Pictures that are encoded at this moment."),
  /** Renditions that capacity did not allow for. */
  LEFT_OUT("weir_transcoder_left_out", "Renditions left out for want of capacity, at each start."),
  /** Streams that were given up for a while. */
  GAVE_UP("weir_transcoder_gave_up", "Streams given up after failures in a row."),
  /** Ends of processes. */
  EXITS("weir_transcoder_exits", "Processes that ended, by reason.");

  private final String metricName;
  private final String description;

  TranscoderMetric(String metricName, String description) {
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
    return this == EXITS ? List.of("reason") : List.of();
  }
}
