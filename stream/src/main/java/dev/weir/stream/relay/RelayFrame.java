package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSink;

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

  /** Appends the body, but not the media that follows at its end. */
  void write(ByteSink sink);
}
