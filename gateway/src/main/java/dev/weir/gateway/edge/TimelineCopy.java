package dev.weir.gateway.edge;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.lease.StreamLease;
import dev.weir.stream.origin.AnswerSink;
import dev.weir.stream.origin.LongAnswer;
import dev.weir.stream.origin.OriginClient;
import dev.weir.stream.relay.HelloFrame;
import dev.weir.stream.relay.RelayAssembly;
import dev.weir.stream.relay.RelayFrame;
import dev.weir.stream.relay.RelayReader;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineChange;
import dev.weir.stream.timeline.TimelineMirror;
import dev.weir.stream.timeline.TimelineView;
import dev.weir.stream.timeline.TimelineView.Stage;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timeline that the owner cuts, seen from here. When the owner begins another one, the old one
 * is shown until there is something to see in the new one.
 */
final class TimelineCopy implements Copy {

  private static final int TARGETS_BETWEEN_REQUESTS = 3;

  private final StreamAddress address;
  private final Timelines mirrors;
  private final OriginClient client;
  private final Context context;
  private final NettyLoop loop;

  private RelayReader reader = new RelayReader();
  private @Nullable Growing growing;
  private @Nullable TimelineChange theEnd;
  private volatile @Nullable TimelineMirror shown;

  /** A timeline of the owner, and what becomes of it here. */
  private record Growing(long id, RelayAssembly assembly, TimelineMirror mirror) {}

  TimelineCopy(StreamAddress address, Timelines mirrors, OriginClient client, Context context) {
    this.address = address;
    this.mirrors = mirrors;
    this.client = client;
    this.context = context;
    this.loop = NettyLoop.of(context);
  }

  /** The timeline, once the copy is usable. Any thread. */
  Timeline timeline() {
    TimelineMirror mirror = shown;
    if (mirror == null) {
      throw new IllegalStateException("asked for before it was there");
    }
    return mirror.timeline();
  }

  @Override
  public LongAnswer ask(StreamLease owner, AnswerSink sink) {
    Growing known = growing;
    return known == null
        ? client.timeline(owner, 0, 0, context, sink)
        : client.timeline(owner, known.id, known.mirror.revision(), context, sink);
  }

  @Override
  public void begin(StreamLease owner) {
    reader = new RelayReader();
  }

  @Override
  public void take(ByteSlice piece) {
    for (RelayFrame frame : reader.read(piece)) {
      if (frame instanceof HelloFrame hello) {
        greeted(hello);
      } else {
        Growing current = growing;
        if (current == null) {
          throw new MalformedMediaException("a timeline without a beginning");
        }
        current.assembly.accept(frame).ifPresent(change -> apply(current, change));
      }
    }
  }

  /** The owner goes on with the timeline that is known, or tells all of it, or of another one. */
  private void greeted(HelloFrame hello) {
    Growing known = growing;
    theEnd = null;
    if (hello.baseRevision() == 0) {
      growing = new Growing(hello.timelineId(), new RelayAssembly(), mirrors.mirror(loop));
    } else if (known != null
        && known.id == hello.timelineId()
        && known.mirror.revision() == hello.baseRevision()) {
      known.assembly.restart();
    } else {
      throw new MalformedMediaException("a timeline goes on that is not known");
    }
  }

  private void apply(Growing current, TimelineChange change) {
    if (change.stage() == Stage.ENDED && shown == current.mirror) {
      // Only if no other node goes on with the stream is this the end for viewers.
      theEnd = change;
      return;
    }
    current.mirror.apply(change);
    TimelineMirror before = shown;
    if (before != current.mirror && (before == null || canReplace(current.mirror))) {
      shown = current.mirror;
      mirrors.show(address, current.mirror);
    }
  }

  private static boolean canReplace(TimelineMirror mirror) {
    TimelineView view = mirror.timeline().view();
    return view.leading().isPresent() || view.ended() || view.stage() == Stage.UNPLAYABLE;
  }

  /** What is there can be watched on, and requests wait as they do at any time. */
  @Override
  public void interrupt() {}

  @Override
  public boolean usable() {
    return shown != null;
  }

  @Override
  public boolean watched() {
    TimelineMirror mirror = shown;
    return mirror != null && mirror.timeline().waiting() > 0;
  }

  /** Players come back after a target duration at the latest. */
  @Override
  public Duration idle() {
    TimelineMirror mirror = shown;
    long targets =
        mirror == null
            ? 0
            : mirror
                .timeline()
                .view()
                .leading()
                .map(playlist -> playlist.terms().targetDurationS())
                .orElse(0);
    Duration seconds = Duration.ofSeconds(TARGETS_BETWEEN_REQUESTS * targets);
    return seconds.compareTo(Pull.IDLE) > 0 ? seconds : Pull.IDLE;
  }

  @Override
  public void finish(boolean ended) {
    TimelineMirror mirror = shown;
    Growing current = growing;
    if (current != null && current.mirror != mirror) {
      mirrors.drop(address, current.mirror);
    }
    if (mirror == null) {
      return;
    }
    if (ended && theEnd != null) {
      mirror.apply(theEnd);
    }
    if (ended && mirror.timeline().view().ended()) {
      mirrors.end(address, mirror, loop);
    } else {
      mirrors.drop(address, mirror);
    }
  }
}
