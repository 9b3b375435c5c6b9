package dev.weir.gateway.rtmp;

import dev.weir.contract.fault.FaultCode;
import dev.weir.rtmp.listener.RtmpPeer;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;

/**
 * Somebody who watches over RTMP.
 *
 * @param peer the connection; counts and logs why it ends
 */
record RtmpViewer(RtmpPeer peer) implements Viewer {

  @Override
  public WireFormat format() {
    return RtmpWire.CHUNKS;
  }

  @Override
  public void write(ByteBuf wire) {
    peer.write(wire);
  }

  @Override
  public void flush() {
    peer.flush();
  }

  @Override
  public long pendingBytes() {
    return peer.pendingBytes();
  }

  @Override
  public long untakenBytes() {
    return peer.untakenBytes();
  }

  @Override
  public void end() {
    peer.finish();
  }

  @Override
  public void cut(FaultCode reason) {
    peer.cut(reason, "pending=" + peer.pendingBytes());
  }
}
