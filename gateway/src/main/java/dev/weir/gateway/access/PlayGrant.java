package dev.weir.gateway.access;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.StreamLadder;
import dev.weir.gateway.viewer.SessionScope;
import dev.weir.gateway.viewer.ViewerSession;
import java.time.Instant;

/**
 * Permission to watch one stream by one protocol. A delivery that lasts asks {@link
 * PlaybackAuthorizer#recheck} every second whether it still holds.
 *
 * @param domain the play domain
 * @param policy the domain's rules as they were when the grant was made
 * @param address the stream
 * @param protocol how it is delivered
 * @param session the viewer's session: begun now by a signed URL, or brought along
 * @param signingKeyId the key that signed the URL; empty when a session or an open domain let in
 * @param limits what the proof limits itself to; of a session, the best rendition alone
 * @param ladder what else there may be of the stream
 * @param provenUntil when the proof ends; far ahead when none was asked for
 * @param asker who asked
 */
public record PlayGrant(
    DomainName domain,
    PlayPolicy policy,
    StreamAddress address,
    PlayProtocol protocol,
    ViewerSession session,
    String signingKeyId,
    ProofLimits limits,
    StreamLadder ladder,
    Instant provenUntil,
    PlaybackRequest.Asker asker) {

  /** The app in the viewer's URL. */
  public AppName app() {
    return address.app();
  }

  /** Whether it is open to the viewer; a source may not be where some of its renditions are. */
  public boolean permits() {
    return ladder.permits(address.stream(), limits.topRendition());
  }

  /** The stream that is pushed, of which this is all or a rendition. */
  public StreamAddress source() {
    return address.named(ladder.source());
  }

  /** What a token of this viewer's session opens. */
  public SessionScope scope() {
    return SessionScope.of(domain, address.app(), ladder.source()).upTo(limits.topRendition());
  }
}
