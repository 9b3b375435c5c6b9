package dev.weir.transcoder.supervise;

import dev.weir.runtime.metrics.Metric;
import java.util.List;

/** What is measured about transcoding. */
public enum TranscoderMetric implements Metric {
  /** Processes that run. */
  PROCESSES("weir_transcoder_processes", "Processes that run, one for each transcoded stream."),
  /** Pictures that are encoded. */
  ENCODINGS("weir_transcoder_encodings", "Pictures that are encoded at this moment."),
  /** Renditions that there was no room for. */
  LEFT_OUT(
      "weir_transcoder_left_out",
      "Renditions left out for want of capacity or by quota, at each start."),
  /** Renditions. */
  RENDITIONS("weir_transcoder_renditions", "Renditions of this node's ladders now, by state."),
  /** What processes cost. */
  PROCESSORS("weir_transcoder_processors", "Processors that all processes keep busy now."),
  /** Memory of processes. */
  RESIDENT_BYTES("weir_transcoder_resident_bytes", "Memory that all processes take now."),
  /** How late renditions are. */
  LATENESS_MS(
      "weir_transcoder_lateness_milliseconds",
      "How far the process that is furthest behind is behind its source now."),
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
    return switch (this) {
      case EXITS -> List.of("reason");
      case RENDITIONS -> List.of("state");
      case PROCESSES, ENCODINGS, LEFT_OUT, PROCESSORS, RESIDENT_BYTES, LATENESS_MS, GAVE_UP ->
          List.of();
    };
  }
}
