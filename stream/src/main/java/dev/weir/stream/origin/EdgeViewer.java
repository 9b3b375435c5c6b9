package dev.weir.stream.origin;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.runtime.http.HardClose;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.fanout.Subscription;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another node that takes the tags of a stream, for all of its viewers: a viewer with more room,
 * that is also told about the publisher. Runs on the connection's loop.
 */
final class EdgeViewer implements Viewer {

  /** Bytes that may wait for another node beyond what may wait for a viewer. */
  static final long ROOM_BYTES = 32L << 20;

  /** Between two notes. */
  static final long NOTE_PERIOD_MS = 1_000;

  private final LiveStream stream;
  private final Loop loop;
  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final Edges edges;

  private @Nullable Subscription subscription;
  private Loop.@Nullable Timer timer;
  private Instant publishedAt;
  private int ordinal;
  private boolean over;

  EdgeViewer(
      LiveStream stream,
      Loop loop,
      HttpServerResponse response,
      HttpConnection connection,
      Edges edges) {
    this.stream = stream;
    this.loop = loop;
    this.response = response;
    this.connection = connection;
    this.edges = edges;
    this.publishedAt = stream.facts().publishedAt();
  }

  /** Begins to send. The head of the answer has gone out. */
  void begin() {
    if (over) {
      return;
    }
    send(Unpooled.wrappedBuffer(new FlvHeader(true, true).toBytes()));
    note();
    subscription = stream.subscribe(loop, this);
  }

  /** The connection is gone. May be called more than once. */
  void leave() {
    stop();
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private void stop() {
    over = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void note() {
    timer = loop.after(NOTE_PERIOD_MS, this::note);
    tell();
  }

  private void tell() {
    boolean present = stream.facts().state() == StreamFacts.State.LIVE;
    PublisherNote note = new PublisherNote(ordinal, present);
    send(Unpooled.wrappedBuffer(FlvTagWriter.toBytes(note.toTag())));
  }

  /** Whatever a new publisher sends comes behind the note that there is one. */
  @Override
  public void write(ByteBuf wire) {
    Instant now = stream.facts().publishedAt();
    if (!now.equals(publishedAt)) {
      publishedAt = now;
      ordinal++;
      tell();
    }
    send(wire);
  }

  private void send(ByteBuf wire) {
    if (over || !wire.isReadable()) {
      wire.release();
      return;
    }
    edges.sent(wire.readableBytes());
    // Vert.x never releases a buffer that is not its own, so this is done when it has let go.
    response.write(BufferInternal.buffer(wire)).onComplete(_ -> wire.release());
  }

  @Override
  public WireFormat format() {
    return TagWire.BETWEEN_NODES;
  }

  @Override
  public long roomBytes() {
    return ROOM_BYTES;
  }

  /** Each write is flushed by the connection. */
  @Override
  public void flush() {}

  @Override
  public long pendingBytes() {
    return HardClose.pendingBytes(connection);
  }

  @Override
  public void end() {
    if (!over) {
      stop();
      // One answer to a connection, so that its end is the end of the place, too.
      response.end().onComplete(_ -> connection.close());
    }
  }

  @Override
  public void cut(FaultCode reason) {
    leave();
    HardClose.cut(connection);
  }
}
