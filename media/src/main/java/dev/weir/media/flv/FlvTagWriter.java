package dev.weir.media.flv;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;

/**
 * Frames tags for an FLV stream: a header of 11 bytes, the body, and a trailer of 4 bytes that
 * repeats the size of both. Video File Format 10.1, E.3 and E.4.1.
 *
 * <pre>
 * type:8 | body size:24 | time:24 | time's upper bits:8 | 0:24 | body | 11 + body size:32
 * </pre>
 */
public final class FlvTagWriter {

  /** Bytes in front of a body. */
  public static final int HEADER_BYTES = 11;

  /** Bytes behind a body. */
  public static final int TRAILER_BYTES = 4;

  static final int AUDIO = 8;
  static final int VIDEO = 9;
  static final int AMF3_SCRIPT = 15;
  static final int SCRIPT = 18;

  private FlvTagWriter() {}

  /** Bytes that {@link #write} appends for {@code tag}. */
  public static int sizeBytes(FlvTag tag) {
    return HEADER_BYTES + tag.body().length + TRAILER_BYTES;
  }

  /** Appends header, body and trailer. */
  public static void write(FlvTag tag, ByteSink sink) {
    writeHeader(tag, sink);
    sink.bytes(tag.body());
    writeTrailer(tag, sink);
  }

  /** Header, body and trailer of {@code tag}. */
  public static byte[] toBytes(FlvTag tag) {
    ByteSink sink = new ByteSink(sizeBytes(tag));
    write(tag, sink);
    return sink.toByteArray();
  }

  /** Appends the header alone, for a writer that gathers the body from elsewhere. */
  public static void writeHeader(FlvTag tag, ByteSink sink) {
    int type =
        switch (tag) {
          case AudioTag _ -> AUDIO;
          case VideoTag _ -> VIDEO;
          case ScriptTag _ -> SCRIPT;
        };
    int timestampMs = (int) tag.timestampMs();
    sink.u8(type).u24(tag.body().length).u24(timestampMs).u8(timestampMs >>> 24).u24(0);
  }

  /** Appends the trailer alone. */
  public static void writeTrailer(FlvTag tag, ByteSink sink) {
    sink.u32(HEADER_BYTES + tag.body().length);
  }
}
