package dev.weir.media.ts;

import dev.weir.media.bytes.ByteSlice;
import java.util.List;

/** How the frames of one track are framed in a transport stream. */
sealed interface ElementaryStream permits AnnexBStream, AdtsStream, BareStream {

  /** Stream type in the program map (ISO/IEC 13818-1, table 2-34). */
  int streamType();

  /** Stream identifier in PES headers (table 2-22). */
  int streamId();

  /** Four characters that say what a private stream type means (2.6.8); empty where none do. */
  String registration();

  /**
   * The bytes of a frame, to be gathered in order.
   *
   * @throws dev.weir.media.bytes.MalformedMediaException when it cannot be framed
   */
  List<ByteSlice> framed(AccessUnit unit);
}
