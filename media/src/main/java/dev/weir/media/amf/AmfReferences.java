package dev.weir.media.amf;

import dev.weir.media.bytes.MalformedMediaException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table that references point into, one for each kind of referable value. It knows how large
 * each value would be if it were written out, so that a few bytes of references to references
 * cannot stand for gigabytes.
 */
final class AmfReferences<T> {

  private final List<@Nullable Entry<T>> entries = new ArrayList<>();

  /** Takes the next index for a value whose reading begins. */
  int reserve() {
    entries.add(null);
    return entries.size() - 1;
  }

  /** Fills a reserved index. */
  void complete(int index, T value, int sizeBytes, int height) {
    entries.set(index, new Entry<>(value, sizeBytes, height));
  }

  /** Appends a value that is complete. */
  void add(T value, int sizeBytes) {
    complete(reserve(), value, sizeBytes, 0);
  }

  /** The value at {@code index}; one that is still being read contains itself and is refused. */
  Entry<T> resolve(int index) {
    if (index < 0 || index >= entries.size()) {
      throw new MalformedMediaException(
          "AMF reference " + index + " of only " + entries.size() + " values");
    }
    Entry<T> entry = entries.get(index);
    if (entry == null) {
      throw new MalformedMediaException("AMF value " + index + " contains itself");
    }
    return entry;
  }

  /**
   * A value that may be referred to.
   *
   * @param sizeBytes its size with all references written out
   * @param height levels of nesting below it
   */
  record Entry<T>(T value, int sizeBytes, int height) {}
}
