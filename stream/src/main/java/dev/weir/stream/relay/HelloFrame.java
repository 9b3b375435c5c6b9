package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * The first frame: {@code version:8 | timeline:64 | base:64}.
 *
 * @param timelineId tells a timeline from every other one
 * @param baseRevision revision that the next change is added to; 0 when it is all there is
 */
public record HelloFrame(long timelineId, long baseRevision) implements RelayFrame {

  static final int TYPE = 1;

  private static final int VERSION = 1;

  static HelloFrame read(ByteCursor cursor) {
    int version = cursor.u8();
    if (version != VERSION) {
      throw new UnsupportedMediaException("timeline between nodes, version " + version);
    }
    return new HelloFrame(cursor.i64(), cursor.i64());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {
    sink.u8(VERSION).u64(timelineId).u64(baseRevision);
  }
}
