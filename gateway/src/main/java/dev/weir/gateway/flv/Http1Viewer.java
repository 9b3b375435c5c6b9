package dev.weir.gateway.flv;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.http.HardClose;
import dev.weir.runtime.http.Odometer;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpConnection;

/** Somebody who watches over a connection of its own: a response of HTTP/1, or a WebSocket. */
final class Http1Viewer implements Viewer {

  private final FlvWire format;
  private final HttpConnection connection;
  private final BelowEncoder wire;
  private final Runnable finish;
  private final FaultCounter faults;
  private final Odometer odometer;

  /**
   * Creates one.
   *
   * @param finish says in the protocol's terms that it is over
   */
  Http1Viewer(
      FlvWire format,
      HttpConnection connection,
      BelowEncoder wire,
      Runnable finish,
      FaultCounter faults) {
    this.format = format;
    this.connection = connection;
    this.wire = wire;
    this.finish = finish;
    this.faults = faults;
    this.odometer = Odometer.of(connection);
  }

  @Override
  public WireFormat format() {
    return format;
  }

  @Override
  public void write(ByteBuf bytes) {
    wire.write(bytes);
  }

  @Override
  public void flush() {
    wire.flush();
  }

  @Override
  public long pendingBytes() {
    return HardClose.pendingBytes(connection);
  }

  @Override
  public long untakenBytes() {
    return odometer.untakenBytes();
  }

  @Override
  public void end() {
    finish.run();
  }

  @Override
  public void cut(FaultCode reason) {
    faults.count(reason);
    HardClose.cut(connection);
  }
}
