package dev.weir.stream.origin;

import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.runtime.http.HardClose;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.relay.AliveFrame;
import dev.weir.stream.relay.HelloFrame;
import dev.weir.stream.relay.LoadedFrame;
import dev.weir.stream.relay.RelayWriter;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineChange;
import dev.weir.stream.timeline.TimelineFollower;
import dev.weir.stream.timeline.TimelineView.Stage;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Another node that shows a timeline. What it has not taken yet waits as frames, which hold the
 * memory of the timeline; bytes are made as it takes them. Lives on the connection's loop; the
 * timeline calls from its own.
 */
final class EdgeFollower implements TimelineFollower {

  /** Bytes of media that may wait beyond what the node began with; then it is cut. */
  static final long MAX_LAG_BYTES = 32L << 20;

  /** Bytes that are made before they are taken. */
  static final int QUEUE_BYTES = 1 << 20;

  /** Between two signs of life. */
  static final long ALIVE_PERIOD_MS = 1_000;

  private final Timeline timeline;
  private final Loop loop;
  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final Edges edges;

  private final Deque<LoadedFrame> frames = new ArrayDeque<>();
  private Loop.@Nullable Timer timer;
  private long waitingBytes;
  private long mostWaitingBytes = MAX_LAG_BYTES;
  private boolean last;
  private boolean over;

  EdgeFollower(
      Timeline timeline,
      Loop loop,
      HttpServerResponse response,
      HttpConnection connection,
      Edges edges) {
    this.timeline = timeline;
    this.loop = loop;
    this.response = response;
    this.connection = connection;
    this.edges = edges;
  }

  /**
   * Begins to send. The head of the answer has gone out.
   *
   * @param known which timeline the node has, up to {@code revision}
   */
  void begin(long known, long revision) {
    if (over) {
      return;
    }
    response.setWriteQueueMaxSize(QUEUE_BYTES).drainHandler(_ -> pump());
    timer = loop.after(ALIVE_PERIOD_MS, this::alive);
    timeline.follow(this, known, revision);
  }

  /** The connection is gone. May be called more than once. */
  void leave() {
    if (!over) {
      over = true;
      frames.forEach(LoadedFrame::release);
      frames.clear();
      timeline.leave(this);
      if (timer != null) {
        timer.cancel();
      }
    }
  }

  @Override
  public void begun(long base, TimelineChange first) {
    List<LoadedFrame> rest = new ArrayList<>();
    rest.add(RelayWriter.bare(new HelloFrame(timeline.id(), base)));
    rest.addAll(RelayWriter.frames(first, timeline::media));
    told(
        rest,
        () -> {
          mostWaitingBytes = waitingBytes + MAX_LAG_BYTES;
          last = first.stage() == Stage.ENDED;
          pump();
        });
  }

  @Override
  public void changed(TimelineChange change) {
    told(
        RelayWriter.frames(change, timeline::media),
        () -> {
          last = change.stage() == Stage.ENDED;
          if (waitingBytes > mostWaitingBytes) {
            cut();
          } else {
            pump();
          }
        });
  }

  /** Takes frames over, onto the loop of the connection; whatever happens, they are released. */
  private void told(List<LoadedFrame> more, Runnable then) {
    try {
      loop.run(() -> {
        if (over) {
          more.forEach(LoadedFrame::release);
        } else {
          more.forEach(this::add);
          then.run();
        }
      });
    } catch (RejectedExecutionException loopHasShutDown) {
      more.forEach(LoadedFrame::release);
      timeline.leave(this);
    }
  }

  /** Not the end of the stream, so it must not look like it. */
  @Override
  public void gone() {
    told(List.of(), this::cut);
  }

  private void alive() {
    timer = loop.after(ALIVE_PERIOD_MS, this::alive);
    if (frames.isEmpty()) {
      add(RelayWriter.bare(new AliveFrame()));
      pump();
    }
  }

  private void add(LoadedFrame frame) {
    frames.add(frame);
    waitingBytes += frame.mediaBytes();
  }

  private void pump() {
    while (!over && !frames.isEmpty() && !response.writeQueueFull()) {
      LoadedFrame frame = frames.removeFirst();
      waitingBytes -= frame.mediaBytes();
      try {
        send(frame.write());
      } catch (MalformedMediaException tooLarge) {
        cut();
      }
    }
    if (!over && last && frames.isEmpty()) {
      leave();
      // One answer to a connection, so that its end is the end of the place, too.
      response.end().onComplete(_ -> connection.close());
    }
  }

  private void send(ByteBuf wire) {
    edges.sent(wire.readableBytes());
    // Vert.x never releases a buffer that is not its own, so this is done when it has let go.
    response.write(BufferInternal.buffer(wire)).onComplete(_ -> wire.release());
  }

  private void cut() {
    leave();
    HardClose.cut(connection);
  }
}
