package dev.weir.portal.domain.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;

/**
 * What a setting may be, both ends included.
 *
 * @param least smallest value
 * @param most largest value
 */
public record Range(long least, long most) {

  /** How long viewers are kept without an encoder, seconds. */
  public static final Range RECONNECT_WINDOW_S = new Range(0, 1_800);

  /** Live streams of a domain. */
  public static final Range LIVE_STREAMS = new Range(1, 10_000);

  /** How long a viewer's session lasts, seconds. */
  public static final Range SESSION_LIFETIME_S = new Range(60, 604_800);

  /** Viewers of a domain. */
  public static final Range VIEWERS = new Range(1, 10_000_000);

  /** Whether a value is in it. */
  public boolean contains(long value) {
    return value >= least && value <= most;
  }

  /** Throws {@code WeirFault SETTING_INVALID} for a value that is not in it. */
  void require(String setting, long value) {
    if (!contains(value)) {
      throw new WeirFault(
          FaultCode.SETTING_INVALID, "%s=%d, %d to %d".formatted(setting, value, least, most));
    }
  }
}
