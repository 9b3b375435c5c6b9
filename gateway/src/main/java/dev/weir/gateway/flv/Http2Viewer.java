package dev.weir.gateway.flv;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.http.HardClose;
import dev.weir.runtime.http.StreamShare;
import dev.weir.runtime.http.StreamTally;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Somebody who watches over one stream of an HTTP/2 connection. What exceeds the stream's share of
 * the connection's window waits here; the stream's bound keeps that short.
 */
final class Http2Viewer implements Viewer, StreamShare.Holder {

  private static final long CANCEL = 0x8;

  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final FaultCounter faults;
  private final StreamShare share;
  private final StreamTally tally;
  private final Queue<ByteBuf> waiting = new ArrayDeque<>();

  private long pendingBytes;
  private long writtenBytes;
  private boolean ending;
  private boolean over;

  Http2Viewer(HttpServerRequest request, FaultCounter faults) {
    this.response = request.response();
    this.connection = request.connection();
    this.faults = faults;
    this.tally = StreamTally.of(connection, response.streamId());
    this.share = StreamShare.of(connection, response.streamId(), this);
  }

  @Override
  public WireFormat format() {
    return FlvWire.PLAIN;
  }

  @Override
  public void write(ByteBuf wire) {
    if (over) {
      wire.release();
      return;
    }
    pendingBytes += wire.readableBytes();
    writtenBytes += wire.readableBytes();
    waiting.add(wire);
  }

  /** Hands over what the share admits; the connection flushes by itself. */
  @Override
  public void flush() {
    for (ByteBuf next = waiting.peek(); next != null; next = waiting.peek()) {
      int room = share.room();
      if (room >= next.readableBytes()) {
        waiting.remove();
        send(next);
      } else if (room > 0) {
        send(next.readRetainedSlice(room));
      } else {
        return;
      }
    }
    if (ending && !over) {
      over = true;
      response.end();
    }
  }

  private void send(ByteBuf wire) {
    int bytes = wire.readableBytes();
    share.sending(bytes);
    // Vert.x never releases a buffer that is not its own, so this is done when it has let go.
    response
        .write(BufferInternal.buffer(wire))
        .onComplete(_ -> {
          share.sent(bytes);
          pendingBytes -= bytes;
          wire.release();
        });
  }

  @Override
  public void roomMayHaveGrown() {
    flush();
  }

  @Override
  public long pendingBytes() {
    return pendingBytes;
  }

  @Override
  public long untakenBytes() {
    return writtenBytes - tally.takenBytes();
  }

  @Override
  public void end() {
    ending = true;
    flush();
  }

  /**
   * Resets the stream alone, for the sake of others on the connection; a connection that takes
   * nothing at all is ended.
   */
  @Override
  public void cut(FaultCode reason) {
    closed();
    faults.count(reason);
    response.reset(CANCEL);
    if (HardClose.pendingBytes(connection) > 0) {
      HardClose.cut(connection);
    }
  }

  @Override
  public void closed() {
    over = true;
    for (ByteBuf dropped = waiting.poll(); dropped != null; dropped = waiting.poll()) {
      pendingBytes -= dropped.readableBytes();
      dropped.release();
    }
  }
}
