package dev.weir.contract.live;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.ViewerId;
import java.time.Instant;

/**
 * One viewer of a stream as the gateway sees it that serves them.
 *
 * @param viewer the session
 * @param user the tenant's own name for the person; empty when the session's proof named nobody, or
 *     the gateway has not heard the name
 * @param domain the play domain
 * @param protocol how the stream is received
 * @param address the viewer's network address
 * @param since when the session began
 * @param bytes media and playlists that were sent to the viewer by this gateway
 */
public record ViewerSighting(
    ViewerId viewer,
    String user,
    DomainName domain,
    PlayProtocol protocol,
    String address,
    Instant since,
    long bytes) {

  /** The same, with a name. */
  public ViewerSighting named(String name) {
    return new ViewerSighting(viewer, name, domain, protocol, address, since, bytes);
  }
}
