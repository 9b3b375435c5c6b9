package dev.weir.gateway.access;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The answer to a {@link PlaybackRequest}. */
public sealed interface PlaybackDecision {

  /** It is decided. */
  sealed interface Made extends PlaybackDecision {}

  /** The viewer may watch. */
  record Granted(PlayGrant grant) implements Made {}

  /** The viewer may not, and has been counted and logged; only the answer is left to be given. */
  record Refused(FaultCode code) implements Made {}

  /**
   * The viewer may watch as far as this gateway can tell, but others have the last word.
   *
   * @param address what is to be watched; where nothing is, there is nothing to ask about
   * @param ask asks them, at most once; what comes of it never fails, and comes within a few
   *     seconds
   */
  record Pending(StreamAddress address, Supplier<Future<Made>> ask) implements PlaybackDecision {}
}
