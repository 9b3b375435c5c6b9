package dev.weir.gateway.edge;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.timeline.Timeline;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Where a gateway finds what its viewers ask for. Answers at once what is here; otherwise on the
 * caller's Vert.x context. Fails with a {@link dev.weir.contract.fault.WeirFault}: STREAM_NOT_LIVE,
 * STREAM_ENDED, STREAM_UNREACHABLE or LIVE_STATE_UNAVAILABLE.
 */
public interface LiveSource {

  /** The stream of that name, for viewers of its tags. */
  Future<LiveStream> stream(StreamAddress address);

  /** The timeline of that name, for viewers of its segments; also a while after its end. */
  Future<Timeline> timeline(StreamAddress address);

  /** What is told about a stream; empty when nobody publishes it. Never fails. */
  Future<Optional<StreamOutline>> outline(StreamAddress address);
}
