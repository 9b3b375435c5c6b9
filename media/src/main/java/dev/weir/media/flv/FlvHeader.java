package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * What an FLV stream starts with. Video File Format 10.1, E.2: {@code FLV}, version 1, flags, and
 * the length of the header.
 *
 * @param audio whether audio tags are announced; many writers do not know
 * @param video whether video tags are announced
 */
public record FlvHeader(boolean audio, boolean video) {

  /** Bytes of the header itself. */
  static final int SIZE_BYTES = 9;

  private static final int SIGNATURE = 'F' << 16 | 'L' << 8 | 'V';
  private static final int AUDIO_FLAG = 4;
  private static final int VIDEO_FLAG = 1;
  private static final int MAX_HEADER_BYTES = 1024;

  /** The header, and the trailer (0) of the tag that is not there before the first one. */
  public byte[] toBytes() {
    return new ByteSink(SIZE_BYTES + 4)
        .u24(SIGNATURE)
        .u8(1)
        .u8((audio ? AUDIO_FLAG : 0) | (video ? VIDEO_FLAG : 0))
        .u32(SIZE_BYTES)
        .u32(0)
        .toByteArray();
  }

  /** Reads the first 9 bytes of a stream. */
  public static FlvHeader read(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    if (cursor.u24() != SIGNATURE) {
      throw new MalformedMediaException("FLV signature is missing");
    }
    int version = cursor.u8();
    if (version != 1) {
      throw new UnsupportedMediaException("FLV version " + version);
    }
    int flags = cursor.u8();
    return new FlvHeader((flags & AUDIO_FLAG) != 0, (flags & VIDEO_FLAG) != 0);
  }

  /** Bytes between the header and the first trailer, which a later version might use. */
  static int extraBytes(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    cursor.skip(5);
    long size = cursor.u32();
    if (size < SIZE_BYTES || size > MAX_HEADER_BYTES) {
      throw new MalformedMediaException("FLV header of " + size + " bytes");
    }
    return (int) size - SIZE_BYTES;
  }
}
