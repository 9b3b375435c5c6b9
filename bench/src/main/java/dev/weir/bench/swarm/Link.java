package dev.weir.bench.swarm;

import dev.weir.bench.server.Reading;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a viewer. */
final class Link {

  private static final int SMALL_BUFFER_BYTES = 16 << 10;
  private static final long SLOW_PAUSE_NANOS = 600_000_000;

  private final Viewer viewer;
  private final SocketChannel channel;
  private final Selector selector;
  private final Wire wire;
  private final Reading reading;

  private long resumeNanos;

  private Link(
      Viewer viewer, SocketChannel channel, Selector selector, Wire wire, Reading reading) {
    this.viewer = viewer;
    this.channel = channel;
    this.selector = selector;
    this.wire = wire;
    this.reading = reading;
  }

  /** Begins to connect. */
  static Link connect(
      Viewer viewer, Wire wire, Reading reading, SocketAddress address, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    if (reading != Reading.STEADY) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER_BYTES);
    }
    Link link = new Link(viewer, channel, selector, wire, reading);
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
      } else {
        read(key, buffer, nowNanos);
      }
    } catch (BrokenFraming broken) {
      viewer.leave(String.valueOf(broken.getMessage()));
    } catch (NumberFormatException | IndexOutOfBoundsException unreadable) {
      viewer.leave("an answer that cannot be read");
    } catch (IOException failed) {
      viewer.leave("a broken connection");
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer, long nowNanos) throws IOException {
    buffer.clear();
    if (reading == Reading.SLOW) {
      buffer.limit(SMALL_BUFFER_BYTES);
    }
    if (channel.read(buffer) < 0) {
      viewer.leave("the server has closed");
      return;
    }
    wire.read(channel, buffer.flip(), nowNanos);
    boolean pauses =
        switch (reading) {
          case STEADY -> false;
          case SLOW -> true;
          case STOPPED -> viewer.watch().begun();
        };
    if (pauses) {
      key.interestOps(0);
      resumeNanos = reading == Reading.SLOW ? nowNanos + SLOW_PAUSE_NANOS : Long.MAX_VALUE;
    }
  }

  void tick(long nowNanos) {
    try {
      if (resumeNanos != 0 && nowNanos >= resumeNanos) {
        resumeNanos = 0;
        channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
      }
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
