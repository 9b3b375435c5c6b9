package dev.weir.stream.hub;

import dev.weir.contract.fault.FaultCode;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** A viewer that cannot be written to. */
final class BrokenViewer implements Viewer {

  private final WireFormat format;
  Optional<FaultCode> cut = Optional.empty();

  BrokenViewer(WireFormat format) {
    this.format = format;
  }

  @Override
  public WireFormat format() {
    return format;
  }

  @Override
  public void write(ByteBuf wire) {
    wire.release();
    throw new IllegalStateException("broken");
  }

  @Override
  public void flush() {}

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public void end() {}

  @Override
  public void cut(FaultCode reason) {
    cut = Optional.of(reason);
  }
}
