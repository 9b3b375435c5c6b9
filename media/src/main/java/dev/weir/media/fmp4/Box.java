package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * A box (ISO/IEC 14496-12, 4.2): a length, a four-character code, a body.
 *
 * <pre>
 *  0               4               8
 * +---------------+---------------+------
 * | size          | type          | body
 * +---------------+---------------+------
 * </pre>
 */
public interface Box {

  /** The four-character code. */
  String type();

  /** Appends what stands after size and type. */
  void writeBody(ByteSink sink);

  /** Appends the whole box. */
  default void write(ByteSink sink) {
    int start = sink.size();
    sink.u32(0).ascii(type());
    writeBody(sink);
    sink.patchU32(start, sink.size() - start);
  }

  /** The whole box as bytes. */
  default byte[] toByteArray() {
    ByteSink sink = new ByteSink(256);
    write(sink);
    return sink.toByteArray();
  }
}
