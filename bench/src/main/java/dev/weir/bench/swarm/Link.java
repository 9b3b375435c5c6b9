package dev.weir.bench.swarm;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a viewer. */
final class Link {

  private final Viewer viewer;
  private final SocketChannel channel;
  private final Wire wire;

  private Link(Viewer viewer, SocketChannel channel, Wire wire) {
    this.viewer = viewer;
    this.channel = channel;
    this.wire = wire;
  }

  /** Begins to connect. */
  static Link connect(Viewer viewer, Wire wire, SocketAddress address, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    Link link = new Link(viewer, channel, wire);
    if (channel.connect(address)) {
      wire.open(channel);
      channel.register(selector, SelectionKey.OP_READ, link);
    } else {
      channel.register(selector, SelectionKey.OP_CONNECT, link);
    }
    return link;
  }

  /** The connection is ready for what {@code key} waits for. */
  void ready(SelectionKey key, ByteBuffer buffer, long nowNanos) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        wire.open(channel);
        key.interestOps(SelectionKey.OP_READ);
      } else if (channel.read(buffer.clear()) < 0) {
        viewer.leave("the server has closed");
      } else {
        wire.read(channel, buffer.flip(), nowNanos);
      }
    } catch (BrokenFraming broken) {
      viewer.leave(String.valueOf(broken.getMessage()));
    } catch (IOException failed) {
      viewer.leave("a broken connection");
    }
  }

  void tick(long nowNanos) {
    try {
      if (channel.isConnected()) {
        wire.tick(channel, nowNanos);
      }
    } catch (IOException failed) {
      viewer.leave("a broken connection");
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // It is broken already.
    }
  }
}
