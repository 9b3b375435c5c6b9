package dev.weir.gateway.hls;

import dev.weir.contract.fault.FaultCode;
import java.util.Optional;

/** What has become of a grant since it was made. Asked on the connection's event loop. */
public interface Standing {

  /** Why the grant no longer holds; empty while it does. */
  Optional<FaultCode> refusal();

  /**
   * Whether nothing at all has changed that the grant was made from: the domain has the very same
   * rules and the session has not expired. Cheaper than {@link #refusal}, and stricter.
   */
  boolean unchanged();
}
