package dev.weir.gateway.shift;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Objects of a store, read in blocks of which the last ones are remembered: many viewers who are as
 * far behind read the same minute, and the store is asked once. Objects never change. Thread-safe;
 * blocks.
 */
final class BlockCache {

  static final int BLOCK_BYTES = 1 << 20;

  /** Most blocks that are remembered. */
  static final int MAX_BLOCKS = 64;

  /** Most objects whose sizes are remembered. */
  static final int MAX_SIZES = 10_000;

  private final ObjectStore store;
  private final Cache<Block, byte[]> blocks = Caffeine.newBuilder().maximumSize(MAX_BLOCKS).build();
  private final Cache<ObjectName, StoredObject> found =
      Caffeine.newBuilder().maximumSize(MAX_SIZES).build();

  private record Block(ObjectName object, long number) {}

  BlockCache(ObjectStore store) {
    this.store = store;
  }

  /** The object; empty when there is none, which is not remembered. */
  Optional<StoredObject> find(ObjectName name) {
    StoredObject known = found.getIfPresent(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<StoredObject> object = store.find(name);
    object.ifPresent(there -> found.put(name, there));
    return object;
  }

  /** Opens a range. */
  InputStream open(StoredObject object, long offset, long length) throws IOException {
    RangeOfBlocks range =
        new RangeOfBlocks(object, offset, Math.min(object.bytes(), offset + length));
    // Before anything is said: what the store refuses is an answer of its own.
    range.load();
    return range;
  }

  private byte[] read(Block block) {
    try (InputStream in = store.read(block.object(), block.number() * BLOCK_BYTES, BLOCK_BYTES)) {
      return in.readNBytes(BLOCK_BYTES);
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  /** A range as a stream; holds the block that is read. */
  private final class RangeOfBlocks extends InputStream {

    private final StoredObject object;
    private final long end;
    private long position;
    private byte[] block = new byte[0];
    private long blockStart = -1;

    RangeOfBlocks(StoredObject object, long position, long end) {
      this.object = object;
      this.position = position;
      this.end = end;
    }

    void load() throws IOException {
      long number = position / BLOCK_BYTES;
      if (blockStart == number * BLOCK_BYTES) {
        return;
      }
      try {
        block = blocks.get(new Block(object.name(), number), BlockCache.this::read);
      } catch (UncheckedIOException lost) {
        throw new IOException(lost);
      }
      blockStart = number * BLOCK_BYTES;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (position >= end) {
        return length == 0 ? 0 : -1;
      }
      load();
      int at = (int) (position - blockStart);
      int count = (int) Math.min(Math.min(length, end - position), block.length - at);
      if (count <= 0) {
        throw new IOException("an object is shorter than it was: " + object.name());
      }
      System.arraycopy(block, at, into, offset, count);
      position += count;
      return count;
    }
  }
}
