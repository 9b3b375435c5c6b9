package dev.weir.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One viewer's protocol. */
interface Wire {

  /** The connection stands: asks for the stream. */
  void open(SocketChannel channel) throws IOException;

  /** Takes all that was received; throws {@link BrokenFraming}. */
  void read(SocketChannel channel, ByteBuffer in, long nowNanos) throws IOException;
}
