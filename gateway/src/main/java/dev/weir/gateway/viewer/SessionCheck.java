package dev.weir.gateway.viewer;

import dev.weir.contract.fault.FaultCode;

/** What came of verifying a session token. */
public sealed interface SessionCheck {

  /**
   * The token is ours, belongs to what was asked for, and has not expired.
   *
   * @param scope which of the scopes that it may have had it has
   */
  record Valid(ViewerSession session, SessionScope scope) implements SessionCheck {}

  /**
   * The token opens nothing.
   *
   * @param code {@code SESSION_INVALID} or {@code SESSION_EXPIRED}
   */
  record Refused(FaultCode code) implements SessionCheck {}
}
