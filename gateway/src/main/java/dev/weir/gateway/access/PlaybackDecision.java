package dev.weir.gateway.access;

import dev.weir.contract.fault.FaultCode;

/** The answer to a {@link PlaybackRequest}. */
public sealed interface PlaybackDecision {

  /** The viewer may watch. */
  record Granted(PlayGrant grant) implements PlaybackDecision {}

  /** The viewer may not, and has been counted and logged; only the answer is left to be given. */
  record Refused(FaultCode code) implements PlaybackDecision {}
}
