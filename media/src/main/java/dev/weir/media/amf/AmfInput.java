package dev.weir.media.amf;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import java.util.function.Supplier;

/** What both readers share: the bytes, how deep the nesting went, how much references repeated. */
final class AmfInput {

  private final ByteCursor cursor;
  private final int totalBytes;

  private int deepest;
  private int repeatedBytes;

  AmfInput(ByteSlice bytes) {
    cursor = bytes.cursor();
    totalBytes = bytes.length();
  }

  ByteCursor cursor() {
    return cursor;
  }

  /** Reads a value that holds others, {@code depth} levels down, and makes it referable. */
  <T> T nest(AmfReferences<T> references, int depth, Supplier<T> body) {
    AmfLimits.check("nesting", depth, AmfLimits.MAX_DEPTH);
    int deepestBefore = deepest;
    int sizeBefore = writtenOutBytes();
    int index = references.reserve();
    deepest = depth;
    T value = body.get();
    references.complete(index, value, writtenOutBytes() - sizeBefore, deepest - depth);
    deepest = Math.max(deepest, deepestBefore);
    return value;
  }

  /** Uses a referable value again, {@code depth} levels down. */
  <T> T repeat(AmfReferences.Entry<T> entry, int depth) {
    AmfLimits.check("nesting", depth + entry.height(), AmfLimits.MAX_DEPTH);
    repeatedBytes += entry.sizeBytes();
    AmfLimits.check("repeated bytes", repeatedBytes, AmfLimits.MAX_REPEATED_BYTES);
    deepest = Math.max(deepest, depth + entry.height());
    return entry.value();
  }

  private int writtenOutBytes() {
    return totalBytes - cursor.remaining() + repeatedBytes;
  }
}
