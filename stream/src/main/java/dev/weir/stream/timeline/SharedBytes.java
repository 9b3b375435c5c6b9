package dev.weir.stream.timeline;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes outside the heap that everybody shares: in direct memory, and as a file in memory for
 * sockets that take one. They are there from the beginning, or made when somebody first asks for
 * them, once. The memory goes when the timeline has let go of it and the last lease was returned.
 * Thread-safe.
 */
public final class SharedBytes {

  private @Nullable Supplier<ByteBuf> maker;
  private @Nullable ByteBuf made;
  private @Nullable MemoryFile file;
  private boolean fileAsked;

  /** Takes what makes the bytes; it returns a buffer that is owned here from then on. */
  public SharedBytes(Supplier<ByteBuf> maker) {
    this.maker = maker;
  }

  /** Bytes that are there already; the buffer is owned here from now on. */
  static SharedBytes of(ByteBuf bytes) {
    SharedBytes shared = new SharedBytes(() -> bytes);
    shared.made = bytes;
    return shared;
  }

  /**
   * The bytes, from the first to the last; empty when the timeline has let go of them. Whoever
   * takes a lease releases it, and changes nothing but its own indices.
   */
  public synchronized Optional<ByteBuf> lease() {
    if (made == null && maker != null) {
      made = maker.get();
    }
    return made == null ? Optional.empty() : Optional.of(made.retainedDuplicate());
  }

  /**
   * The same bytes as a region of a file, for a socket without encryption; empty where there are no
   * such files, or too many, and when the timeline has let go of them. Whoever takes it releases
   * it.
   */
  public synchronized Optional<DefaultFileRegion> region() {
    if (!fileAsked && maker != null) {
      fileAsked = true;
      file = makeFile(maker).orElse(null);
    }
    return file == null ? Optional.empty() : Optional.of(file.region());
  }

  /** Lets go: no lease is given any more, those that are out stay good. */
  synchronized void close() {
    maker = null;
    if (made != null) {
      made.release();
      made = null;
    }
    if (file != null) {
      file.release();
      file = null;
    }
  }

  /** Of the memory that is there, or of some that is needed for this moment alone. */
  private Optional<MemoryFile> makeFile(Supplier<ByteBuf> source) {
    ByteBuf bytes = made == null ? source.get() : made.retainedDuplicate();
    try {
      return MemoryFile.of(bytes);
    } finally {
      bytes.release();
    }
  }
}
