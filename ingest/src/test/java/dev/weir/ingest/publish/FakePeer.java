package dev.weir.ingest.publish;

import dev.weir.contract.fault.FaultCode;
import dev.weir.rtmp.listener.RtmpPeer;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;

/** A publisher's connection that remembers why it was cut. */
final class FakePeer implements RtmpPeer {

  private final Context context;
  volatile Optional<FaultCode> wasCut = Optional.empty();

  FakePeer(Context context) {
    this.context = context;
  }

  @Override
  public SocketAddress remoteAddress() {
    return SocketAddress.inetSocketAddress(40_000, "192.0.2.7");
  }

  @Override
  public boolean isEncrypted() {
    return false;
  }

  @Override
  public String tlsServerName() {
    return "";
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void cut(FaultCode code, String detail) {
    wasCut = Optional.of(code);
  }

  @Override
  public void finish() {}

  @Override
  public void write(ByteBuf chunks) {
    chunks.release();
  }

  @Override
  public void flush() {}

  @Override
  public long untakenBytes() {
    return 0;
  }

  @Override
  public long pendingBytes() {
    return 0;
  }
}
