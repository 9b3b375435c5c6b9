package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.timeline.Timeline;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * This node's own streams, and copies of those of other nodes. What is asked for and is neither is
 * looked for: one question however many ask, one copy however many watch.
 */
public final class EdgeSource implements LiveSource {

  private final LiveSource own;
  private final StreamRegistry copies;
  private final Pulls<TagCopy> tags;
  private final Outlines outlines;

  /**
   * Begins without copies.
   *
   * @param own the streams of this process
   * @param copies where copies are published
   */
  public EdgeSource(LiveSource own, StreamRegistry copies, EdgeRooms rooms) {
    this.own = own;
    this.copies = copies;
    Absences absences = new Absences(rooms.time());
    this.tags =
        new Pulls<>(
            rooms,
            absences,
            (address, context) -> new TagCopy(address, copies, rooms.client(), context));
    this.outlines = new Outlines(rooms);
    rooms
        .owners()
        .onMoved(address -> {
          absences.forget(address);
          tags.moved(address);
        });
  }

  /** Shows how many copies there are and what they cost. */
  public void show(Metrics metrics) {
    copies.show(metrics, "elsewhere");
    tags.show(metrics, "tags");
  }

  /** Ends all copies. */
  public void close() {
    tags.close();
  }

  @Override
  public Future<LiveStream> stream(StreamAddress address) {
    Future<LiveStream> here = own.stream(address);
    return here.succeeded()
        ? here
        : tags.copy(address).map(TagCopy::stream).recover(failure -> unless(failure, here));
  }

  @Override
  public Future<Timeline> timeline(StreamAddress address) {
    return own.timeline(address);
  }

  @Override
  public Future<Optional<StreamOutline>> outline(StreamAddress address) {
    Future<Optional<StreamOutline>> here = own.outline(address);
    return here.result().isPresent() ? here : outlines.find(address);
  }

  /** What is said here of a stream that nobody has: that it has ended, maybe. */
  private static <T> Future<T> unless(Throwable failure, Future<T> here) {
    return WeirFault.codeOf(failure) == FaultCode.STREAM_NOT_LIVE
        ? here
        : Future.failedFuture(failure);
  }
}
