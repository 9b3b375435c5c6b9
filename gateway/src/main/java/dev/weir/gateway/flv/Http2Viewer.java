package dev.weir.gateway.flv;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.http.HardClose;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Somebody who watches over one stream of an HTTP/2 connection. What its window does not admit
 * waits in the response's queue; the stream's bound keeps that short.
 */
final class Http2Viewer implements Viewer {

  private static final long CANCEL = 0x8;

  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final FaultCounter faults;

  private long pendingBytes;
  private boolean over;

  Http2Viewer(HttpServerRequest request, FaultCounter faults) {
    this.response = request.response();
    this.connection = request.connection();
    this.faults = faults;
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
    int bytes = wire.readableBytes();
    pendingBytes += bytes;
    // Vert.x never releases a buffer that is not its own, so this is done when it has let go.
    response
        .write(BufferInternal.buffer(wire))
        .onComplete(_ -> {
          pendingBytes -= bytes;
          wire.release();
        });
  }

  /** Each write is flushed by the connection. */
  @Override
  public void flush() {}

  @Override
  public long pendingBytes() {
    return pendingBytes;
  }

  @Override
  public void end() {
    if (!over) {
      over = true;
      response.end();
    }
  }

  /**
   * Resets the stream alone, for the sake of others on the connection; a connection that takes
   * nothing at all is ended.
   */
  @Override
  public void cut(FaultCode reason) {
    over = true;
    faults.count(reason);
    response.reset(CANCEL);
    if (HardClose.pendingBytes(connection) > 0) {
      HardClose.cut(connection);
    }
  }
}
