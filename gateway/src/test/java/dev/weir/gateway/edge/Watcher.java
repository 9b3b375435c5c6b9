package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.fanout.Opening;
import dev.weir.stream.fanout.Subscription;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import dev.weir.stream.hub.LiveStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** A viewer who reads everything at once; may be asked on any thread. */
final class Watcher implements Viewer {

  private final FlvTagReader reader = new FlvTagReader();
  private final List<FlvTag> received = new ArrayList<>();
  private final NettyLoop loop;
  private Subscription subscription = Nowhere.HERE;
  private boolean ended;

  private Watcher(NettyLoop loop) {
    this.loop = loop;
  }

  static Watcher of(Vertx vertx, LiveStream stream) {
    Watcher watcher = new Watcher(NettyLoop.of(vertx.getOrCreateContext()));
    watcher.subscription = stream.subscribe(watcher.loop, watcher);
    return watcher;
  }

  synchronized List<FlvTag> received() {
    return List.copyOf(received);
  }

  /** Coded frames alone. */
  List<FlvTag> frames() {
    return received().stream().filter(FlvTag::isCodedFrame).toList();
  }

  synchronized boolean ended() {
    return ended;
  }

  void leave() {
    loop.execute(subscription::cancel);
  }

  @Override
  public WireFormat format() {
    return Plain.FLV;
  }

  @Override
  public synchronized void write(ByteBuf wire) {
    byte[] bytes = new byte[wire.readableBytes()];
    wire.readBytes(bytes).release();
    received.addAll(reader.read(ByteSlice.of(bytes)));
  }

  @Override
  public void flush() {}

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public synchronized void end() {
    ended = true;
  }

  @Override
  public synchronized void cut(FaultCode reason) {
    ended = true;
  }

  private enum Nowhere implements Subscription {
    HERE;

    @Override
    public void cancel() {}

    @Override
    public long writtenBytes() {
      return 0;
    }
  }

  private enum Plain implements WireFormat {
    FLV;

    @Override
    public ByteBuf encode(Opening opening) {
      ByteBuf header = Unpooled.wrappedBuffer(new FlvHeader(true, true).toBytes());
      return Unpooled.wrappedBuffer(header, encode(opening.tags()));
    }

    @Override
    public ByteBuf encode(List<FlvTag> tags) {
      ByteBuf wire = Unpooled.buffer();
      tags.forEach(tag -> wire.writeBytes(FlvTagWriter.toBytes(tag)));
      return wire;
    }
  }
}
