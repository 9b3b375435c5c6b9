package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;

/**
 * A segment is complete; its parts came before.
 *
 * @param head the segment
 */
record CloseFrame(SegmentHead head) implements RelayFrame {

  static final int TYPE = 6;

  static CloseFrame read(ByteCursor cursor) {
    return new CloseFrame(SegmentHead.read(cursor));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {
    head.write(sink);
  }
}
