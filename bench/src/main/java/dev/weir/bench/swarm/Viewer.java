package dev.weir.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One viewer: a connection, its protocol, and what is noticed on it. */
final class Viewer {

  private final SocketChannel channel;
  private final Wire wire;
  private final TagWatch watch;
  private final Crowd crowd;

  private boolean gone;

  private Viewer(SocketChannel channel, Wire wire, TagWatch watch, Crowd crowd) {
    this.channel = channel;
    this.wire = wire;
    this.watch = watch;
    this.crowd = crowd;
  }

  /** Begins to connect. */
  static Viewer connect(Target target, Crowd crowd, Selector selector, long nowNanos)
      throws IOException {
    TagWatch watch = new TagWatch(crowd);
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    Viewer viewer = new Viewer(channel, target.wire(watch), watch, crowd);
    watch.asked(nowNanos);
    if (channel.connect(target.address())) {
      viewer.wire.open(channel);
      channel.register(selector, SelectionKey.OP_READ, viewer);
    } else {
      channel.register(selector, SelectionKey.OP_CONNECT, viewer);
    }
    return viewer;
  }

  /** The connection is ready for what {@code key} waits for. */
  void ready(SelectionKey key, ByteBuffer buffer, long nowNanos) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        wire.open(channel);
        key.interestOps(SelectionKey.OP_READ);
      } else {
        read(buffer, nowNanos);
      }
    } catch (BrokenFraming broken) {
      leave(String.valueOf(broken.getMessage()));
    } catch (IOException failed) {
      leave("a broken connection");
    }
  }

  private void read(ByteBuffer buffer, long nowNanos) throws IOException {
    if (channel.read(buffer.clear()) < 0) {
      leave("the server has closed");
      return;
    }
    wire.read(channel, buffer.flip(), nowNanos);
  }

  private void leave(String why) {
    gone = true;
    crowd.broken(why);
    try {
      channel.close();
    } catch (IOException ignored) {
      // It is broken already.
    }
  }

  boolean gone() {
    return gone;
  }

  TagWatch watch() {
    return watch;
  }
}
