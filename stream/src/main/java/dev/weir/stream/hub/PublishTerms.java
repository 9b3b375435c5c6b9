package dev.weir.stream.hub;

import dev.weir.contract.identity.StreamAddress;
import java.time.Duration;

/**
 * What was decided about a publisher before it is let in.
 *
 * @param address the stream
 * @param takeover whether it replaces a publisher who is live
 * @param reconnectWindow how long the stream outlives it
 * @param maxLiveStreams most streams at once on the push domain
 * @param maxTenantStreams most streams at once of the tenant, on all of its domains and nodes
 * @param encoder what it calls itself; may be empty
 * @param peerAddress its network address
 * @param kind what it publishes
 */
public record PublishTerms(
    StreamAddress address,
    boolean takeover,
    Duration reconnectWindow,
    int maxLiveStreams,
    long maxTenantStreams,
    String encoder,
    String peerAddress,
    StreamKind kind) {

  /** Terms of somebody who pushes. */
  public PublishTerms(
      StreamAddress address,
      boolean takeover,
      Duration reconnectWindow,
      int maxLiveStreams,
      long maxTenantStreams,
      String encoder,
      String peerAddress) {
    this(
        address,
        takeover,
        reconnectWindow,
        maxLiveStreams,
        maxTenantStreams,
        encoder,
        peerAddress,
        StreamKind.SOURCE);
  }

  /** Terms of somebody who pushes, of a tenant without a quota of streams. */
  public PublishTerms(
      StreamAddress address,
      boolean takeover,
      Duration reconnectWindow,
      int maxLiveStreams,
      String encoder,
      String peerAddress) {
    this(address, takeover, reconnectWindow, maxLiveStreams, Long.MAX_VALUE, encoder, peerAddress);
  }

  /**
   * Terms of a rendition.
   *
   * @param outlives how long it waits for whoever makes it
   * @param encoder what makes it
   */
  public static PublishTerms rendition(StreamAddress address, Duration outlives, String encoder) {
    return new PublishTerms(
        address,
        false,
        outlives,
        Integer.MAX_VALUE,
        Long.MAX_VALUE,
        encoder,
        "",
        StreamKind.RENDITION);
  }
}
