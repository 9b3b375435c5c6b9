package dev.weir.bench.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes on their way into a channel that does not block. */
final class Outflow {

  private static final long MAX_BACKLOG_BYTES = 16 << 20;

  private final SocketChannel channel;

  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private long backlogBytes;

  Outflow(SocketChannel channel) {
    this.channel = channel;
  }

  void send(byte[] bytes) throws IOException {
    waiting.add(ByteBuffer.wrap(bytes));
    backlogBytes += bytes.length;
    while (!waiting.isEmpty()) {
      ByteBuffer first = waiting.getFirst();
      backlogBytes -= channel.write(first);
      if (first.hasRemaining()) {
        break;
      }
      waiting.removeFirst();
    }
    if (backlogBytes > MAX_BACKLOG_BYTES) {
      throw new IOException("the server takes nothing more; " + backlogBytes + " bytes wait");
    }
  }

  long backlogBytes() {
    return backlogBytes;
  }
}
