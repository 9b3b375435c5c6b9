package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import java.util.List;

/** One frame between two nodes. */
public sealed interface RelayFrame
    permits HelloFrame,
        CountersFrame,
        TermsFrame,
        TracksFrame,
        PartFrame,
        CloseFrame,
        EndFrame,
        ShowFrame,
        AliveFrame {

  /** Most bytes in the body of a frame; one part of a segment is the largest there is. */
  int MAX_BODY_BYTES = 32 << 20;

  /** What stands first in the frame. */
  int type();

  /** Appends the body, {@link #payload} apart. */
  void write(ByteSink sink);

  /** What follows in the body, in order, and is not copied to be written. */
  default List<ByteSlice> payload() {
    return List.of();
  }
}
