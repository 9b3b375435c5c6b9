package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * This node's own streams, and copies of those of other nodes. What is asked for and is neither is
 * looked for: one question however many ask, one copy however many watch.
 */
public final class EdgeSource implements LiveSource {

  private final LiveSource own;
  private final LiveSource copied;
  private final StreamRegistry copies;
  private final Pulls<TagCopy> tags;
  private final Pulls<TimelineCopy> timelines;
  private final Outlines outlines;

  /**
   * Begins without copies.
   *
   * @param own the streams of this process
   * @param copies where tags of others are published
   * @param mirrors where their timelines are shown
   */
  public EdgeSource(LiveSource own, StreamRegistry copies, Timelines mirrors, EdgeRooms rooms) {
    this.own = own;
    this.copied = new LocalSource(copies, mirrors);
    this.copies = copies;
    Absences absences = new Absences(rooms.time());
    this.tags =
        new Pulls<>(
            rooms,
            absences,
            (address, context) -> new TagCopy(address, copies, mirrors, rooms.client(), context));
    this.timelines =
        new Pulls<>(
            rooms,
            absences,
            (address, context) -> new TimelineCopy(address, mirrors, rooms.client(), context));
    this.outlines = new Outlines(rooms);
    rooms
        .owners()
        .onMoved(address -> {
          absences.forget(address);
          tags.moved(address);
          timelines.moved(address);
        });
  }

  /** Shows how many copies there are and what they cost. */
  public void show(Metrics metrics) {
    copies.show(metrics, "elsewhere");
    tags.show(metrics, "tags");
    timelines.show(metrics, "timeline");
  }

  /** Ends all copies. */
  public void close() {
    tags.close();
    timelines.close();
  }

  @Override
  public Future<LiveStream> stream(StreamAddress address) {
    Future<LiveStream> here = own.stream(address);
    return here.succeeded()
        ? here
        : tags.copy(address)
            .map(TagCopy::stream)
            .recover(failure -> unless(failure, () -> wasHere(here, copied.stream(address))));
  }

  /** One that has ended here may live on elsewhere. */
  @Override
  public Future<Timeline> timeline(StreamAddress address) {
    Future<Timeline> here = own.timeline(address);
    return here.succeeded() && !here.result().view().ended()
        ? here
        : timelines
            .copy(address)
            .map(TimelineCopy::timeline)
            .recover(failure -> unless(failure, () -> wasHere(here, copied.timeline(address))));
  }

  @Override
  public Future<Optional<StreamOutline>> outline(StreamAddress address) {
    Future<Optional<StreamOutline>> here = own.outline(address);
    if (here.result().isPresent()) {
      return here;
    }
    Future<Optional<StreamOutline>> copy = copied.outline(address);
    return copy.result().isPresent() ? copy : outlines.find(address);
  }

  /** Of what nobody has now, something may be left here; anything else is told as it is. */
  private static <T> Future<T> unless(Throwable failure, Supplier<Future<T>> left) {
    return switch (WeirFault.codeOf(failure)) {
      case STREAM_NOT_LIVE, STREAM_ENDED -> left.get();
      default -> Future.failedFuture(failure);
    };
  }

  /** Whichever is still there, or knows that it has been. */
  private static <T> Future<T> wasHere(Future<T> own, Future<T> copied) {
    boolean ownSaysMore =
        own.succeeded() || WeirFault.codeOf(own.cause()) == FaultCode.STREAM_ENDED;
    return ownSaysMore ? own : copied;
  }
}
