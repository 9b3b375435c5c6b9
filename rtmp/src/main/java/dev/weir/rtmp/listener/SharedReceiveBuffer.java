package dev.weir.rtmp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * What the plain connections of one event loop receive into: one and the same buffer, since each
 * takes out what it has received before the next one's turn. So the memory stays in the processor's
 * caches, none is taken for each message, and a read takes whatever there is. Somebody who keeps
 * the buffer after all keeps it, and the next read gets one of its own. Event loop only.
 */
final class SharedReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator
    implements AutoCloseable {

  private static final int OWN_BYTES = 4096;

  private final ByteBuf shared;

  SharedReceiveBuffer(int bytes) {
    shared = Unpooled.directBuffer(bytes, bytes);
  }

  @Override
  public MaxMessageHandle newHandle() {
    return new Handle();
  }

  /** No connection may read into it any more. */
  @Override
  public void close() {
    shared.release();
  }

  private final class Handle extends MaxMessageHandle {

    @Override
    public int guess() {
      return shared.capacity();
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator others) {
      return shared.refCnt() == 1 ? shared.clear().retain() : others.ioBuffer(OWN_BYTES);
    }
  }
}
