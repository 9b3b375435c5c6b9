package dev.weir.contract.health;

import dev.weir.contract.identity.StreamAddress;
import java.util.List;

/**
 * How one stream arrives, told by its owner about every two seconds.
 *
 * @param address the stream
 * @param announced what its encoder said that it would send
 * @param keyFrameIntervalMs media time between the last two key frames, milliseconds; 0 when
 *     unknown
 * @param seconds the last seconds, oldest first, at most {@link #MAX_SECONDS}: more than passed
 *     since the report before, so that one may be lost
 * @param findings what is wrong now
 */
public record HealthReport(
    StreamAddress address,
    Announced announced,
    int keyFrameIntervalMs,
    List<HealthSecond> seconds,
    List<HealthFinding> findings) {

  /** Seconds in one report. */
  public static final int MAX_SECONDS = 6;

  /** Copies the lists. */
  public HealthReport {
    seconds = List.copyOf(seconds);
    findings = List.copyOf(findings);
  }

  /** All in all. */
  public HealthVerdict verdict() {
    return HealthVerdict.of(findings);
  }
}
