package dev.weir.rtmp.chunk;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;

/**
 * Cuts messages into chunks of one size. Each message begins with a type-0 header, so that its
 * bytes depend on nothing that was sent before: a media message is written once and sent to every
 * viewer. The extended timestamp is repeated in every chunk, as Adobe's software does and ffmpeg
 * and librtmp expect. RTMP 1.0, clause 5.3.1.
 *
 * @param chunkSizeBytes what the receiver was told in a Set Chunk Size message before
 */
public record ChunkWriter(int chunkSizeBytes) {

  private static final int EXTENDED = 0xFFFFFF;
  private static final int FIELD_BYTES = 11;

  /** Checks that the chunk size is one that a reader accepts. */
  public ChunkWriter {
    if (chunkSizeBytes < ChunkLimits.MIN_CHUNK_BYTES
        || chunkSizeBytes > ChunkLimits.MAX_CHUNK_BYTES) {
      throw new IllegalArgumentException("chunk size " + chunkSizeBytes);
    }
  }

  /** The bytes of {@code message}. */
  public byte[] toBytes(RawMessage message) {
    ByteSink sink = new ByteSink(sizeBytes(message));
    write(message, sink);
    ByteSlice written = sink.toSlice();
    return written.length() == written.array().length ? written.array() : written.toByteArray();
  }

  /** Appends the bytes of {@code message}; its timestamp is cut to 32 bits. */
  public void write(RawMessage message, ByteSink sink) {
    long timestamp = message.timestampMs() & 0xFFFF_FFFFL;
    boolean extended = timestamp >= EXTENDED;
    byte[] body = message.body();
    basicHeader(0, message.chunkStreamId(), sink);
    sink.u24(extended ? EXTENDED : (int) timestamp)
        .u24(body.length)
        .u8(message.typeId())
        .u32(Integer.reverseBytes(message.messageStreamId()));
    int written = 0;
    while (true) {
      if (extended) {
        sink.u32(timestamp);
      }
      int count = Math.min(chunkSizeBytes, body.length - written);
      sink.bytes(body, written, count);
      written += count;
      if (written == body.length) {
        return;
      }
      basicHeader(3, message.chunkStreamId(), sink);
    }
  }

  /** How many bytes {@link #write} appends for {@code message}. */
  public int sizeBytes(RawMessage message) {
    int length = message.body().length;
    int chunks = Math.max(1, (length + chunkSizeBytes - 1) / chunkSizeBytes);
    int id = message.chunkStreamId();
    int basicBytes = id < 64 ? 1 : id < 320 ? 2 : 3;
    int extendedBytes = (message.timestampMs() & 0xFFFF_FFFFL) >= EXTENDED ? 4 : 0;
    return FIELD_BYTES + length + chunks * (basicBytes + extendedBytes);
  }

  private static void basicHeader(int format, int chunkStreamId, ByteSink sink) {
    if (chunkStreamId < 64) {
      sink.u8(format << 6 | chunkStreamId);
    } else if (chunkStreamId < 320) {
      sink.u8(format << 6).u8(chunkStreamId - 64);
    } else {
      sink.u8(format << 6 | 1).u8(chunkStreamId - 64).u8(chunkStreamId - 64 >> 8);
    }
  }
}
