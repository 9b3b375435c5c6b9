package dev.weir.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The protocol of one connection. */
interface Wire {

  /** The connection stands: asks for what is wanted first. */
  void open(SocketChannel channel) throws IOException;

  /** Takes all that was received; throws {@link BrokenFraming}. */
  void read(SocketChannel channel, ByteBuffer in, long nowNanos) throws IOException;

  /** Time has passed, some milliseconds. */
  default void tick(SocketChannel channel, long nowNanos) throws IOException {}
}
