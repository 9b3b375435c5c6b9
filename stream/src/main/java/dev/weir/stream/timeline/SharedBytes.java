package dev.weir.stream.timeline;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in direct memory that are made when somebody first asks for them, once, and that everybody
 * shares. What nobody asks for is never made. The memory goes when the timeline has let go of it
 * and the last lease was returned. Thread-safe.
 */
public final class SharedBytes {

  private @Nullable Supplier<ByteBuf> maker;
  private @Nullable ByteBuf made;

  /** Takes what makes the bytes; it returns a buffer that is owned here from then on. */
  SharedBytes(Supplier<ByteBuf> maker) {
    this.maker = maker;
  }

  /**
   * The bytes, from the first to the last; empty when the timeline has let go of them. Whoever
   * takes a lease releases it, and changes nothing but its own indices.
   */
  public synchronized Optional<ByteBuf> lease() {
    if (made == null && maker != null) {
      made = maker.get();
      maker = null;
    }
    return made == null ? Optional.empty() : Optional.of(made.retainedDuplicate());
  }

  /** Lets go: no lease is given any more, those that are out stay good. */
  synchronized void close() {
    maker = null;
    if (made != null) {
      made.release();
      made = null;
    }
  }
}
