package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** One buffer for all, and never the same one for two. */
class SharedReceiveBufferTest {

  private static final UnpooledByteBufAllocator OTHERS = UnpooledByteBufAllocator.DEFAULT;

  @Test
  void everyReadGetsTheSameEmptyBuffer() {
    try (SharedReceiveBuffer shared = new SharedReceiveBuffer(64)) {
      ByteBuf first = shared.newHandle().allocate(OTHERS);
      first.writeInt(1).release();
      ByteBuf second = shared.newHandle().allocate(OTHERS);

      assertThat(second).isSameAs(first);
      assertThat(second.readableBytes()).isZero();
      assertThat(second.writableBytes()).isEqualTo(64);
      second.release();
    }
  }

  @Test
  void whoKeepsItKeepsItAlone() {
    try (SharedReceiveBuffer shared = new SharedReceiveBuffer(64)) {
      ByteBuf kept = shared.newHandle().allocate(OTHERS).writeInt(7);
      ByteBuf next = shared.newHandle().allocate(OTHERS).writeInt(8);

      assertThat(next).isNotSameAs(kept);
      assertThat(kept.readInt()).isEqualTo(7);
      next.release();
      kept.release();
    }
  }

  @Test
  void aReadAfterTheEndGetsABufferOfItsOwn() {
    SharedReceiveBuffer shared = new SharedReceiveBuffer(64);
    shared.close();
    ByteBuf late = shared.newHandle().allocate(OTHERS);

    assertThat(late.isWritable()).isTrue();
    late.release();
  }
}
