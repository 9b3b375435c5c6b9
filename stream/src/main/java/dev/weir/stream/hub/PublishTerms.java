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
 * @param encoder what it calls itself; may be empty
 * @param peerAddress its network address
 */
public record PublishTerms(
    StreamAddress address,
    boolean takeover,
    Duration reconnectWindow,
    int maxLiveStreams,
    String encoder,
    String peerAddress) {}
