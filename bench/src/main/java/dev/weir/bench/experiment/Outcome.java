package dev.weir.bench.experiment;

import dev.weir.bench.machine.Usage;
import dev.weir.bench.swarm.SwarmReport;
import io.vertx.core.json.JsonObject;
import java.util.StringJoiner;

/**
 * What one trial found.
 *
 * @param server who served
 * @param window how it gathered what it wrote
 * @param viewers how many there were to be
 * @param usage what it took
 * @param report what the viewers noticed
 * @param residentBytes memory of the server's main process at the end
 * @param lateTags tags that the publisher sent more than 20 ms late
 */
record Outcome(
    String server,
    String window,
    int viewers,
    Usage usage,
    SwarmReport report,
    long residentBytes,
    long lateTags) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  /** The same under another name. */
  Outcome named(String name) {
    return new Outcome(name, window, viewers, usage, report, residentBytes, lateTags);
  }

  /** Megabytes delivered for each second of the server's processor time. */
  double megabytesPerProcessorSecond() {
    double bytesPerSecond = report.bytes() / (report.windowNanos() / NANOS_PER_SECOND);
    return bytesPerSecond / BYTES_PER_MEGABYTE / usage.serverShare();
  }

  /** Whatever makes the figures doubtful; empty when nothing does. */
  String remarks() {
    StringJoiner remarks = new StringJoiner("; ");
    String complaints = report.complaints(viewers);
    if (!complaints.isEmpty()) {
      remarks.add(complaints);
    }
    if (!usage.disturbance().isEmpty()) {
      remarks.add(usage.disturbance());
    }
    if (lateTags > 0) {
      remarks.add(lateTags + " sent late");
    }
    return remarks.toString();
  }

  boolean isUndisturbed() {
    return usage.disturbance().isEmpty();
  }

  /** Requests answered for each second of the server's processor time. */
  double requestsPerProcessorSecond() {
    return report.requests() / (report.windowNanos() / NANOS_PER_SECOND) / usage.serverShare();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("server", server)
        .put("window", window)
        .put("viewers", viewers)
        .put("usage", usage.toJson())
        .put("report", report.toJson())
        .put("residentBytes", residentBytes)
        .put("lateTags", lateTags);
  }
}
