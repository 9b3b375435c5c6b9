package dev.weir.runtime.node;

import dev.weir.contract.live.NodeReport;
import java.time.Duration;

/**
 * A process that was heard of.
 *
 * @param report the last that it said
 * @param age how long ago it said so, by the clock of Redis, whatever the clocks of nodes are
 */
public record NodeSighting(NodeReport report, Duration age) {

  /** From this age on at least two reports are missing. */
  public static final Duration LATE = Duration.ofSeconds(10);

  /** From this age on nobody expects another report. */
  public static final Duration GONE = Duration.ofSeconds(60);

  /** Whether the process is as it says. */
  public enum State {
    /** It reports. */
    HERE,
    /** Reports are missing: what it said may not be true any more. */
    LATE,
    /** It ended without a word, or Redis cannot be reached from there. */
    GONE
  }

  /** Whether the process is as it says. */
  public State state() {
    if (age.compareTo(GONE) >= 0) {
      return State.GONE;
    }
    return age.compareTo(LATE) >= 0 ? State.LATE : State.HERE;
  }

  /** Whether another process has taken this one's place: the same node, the same part, alive. */
  boolean isSucceededBy(NodeSighting other) {
    return !report.boot().equals(other.report.boot())
        && report.node().equals(other.report.node())
        && report.roles().equals(other.report.roles())
        && state() != State.HERE
        && other.state() == State.HERE;
  }
}
