package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.frame.Track;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The streams that are in this process, as its own or as copies. Answers at once. */
public final class LocalSource implements LiveSource {

  private final StreamRegistry streams;
  private final Timelines timelines;

  /** Answers from {@code streams} and their {@code timelines}. */
  public LocalSource(StreamRegistry streams, Timelines timelines) {
    this.streams = streams;
    this.timelines = timelines;
  }

  @Override
  public Future<LiveStream> stream(StreamAddress address) {
    return streams.find(address).map(Future::succeededFuture).orElseGet(() -> absent(address));
  }

  @Override
  public Future<Timeline> timeline(StreamAddress address) {
    return timelines.find(address).map(Future::succeededFuture).orElseGet(() -> absent(address));
  }

  @Override
  public Future<Optional<StreamOutline>> outline(StreamAddress address) {
    return Future.succeededFuture(streams.find(address).flatMap(this::outline));
  }

  private Optional<StreamOutline> outline(LiveStream stream) {
    StreamFacts facts = stream.facts();
    List<Track> cut =
        timelines
            .find(stream.address())
            .map(timeline -> timeline.view().tracks())
            .orElseGet(List::of);
    List<Track> tracks = cut.isEmpty() ? facts.tracks() : cut;
    return switch (facts.state()) {
      case LIVE -> Optional.of(StreamOutline.of(true, tracks));
      case INTERRUPTED -> Optional.of(StreamOutline.of(false, tracks));
      case ENDED -> Optional.empty();
    };
  }

  private <T> Future<T> absent(StreamAddress address) {
    FaultCode code =
        timelines.hasEnded(address) ? FaultCode.STREAM_ENDED : FaultCode.STREAM_NOT_LIVE;
    return Future.failedFuture(new WeirFault(code, "stream=" + address));
  }
}
