package dev.weir.rtmp.chunk;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of one direction of one connection together again, from input that may be split
 * anywhere. It hands out one message at a time, so that a message about the chunk stream itself
 * (chunk size, abort) is obeyed before the next chunk is read.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+  fmt: 0 = timestamp, length, type, stream  1 = delta, length, type
 * |fmt|   csid    |       2 = delta                            3 = as before
 * +-+-+-+-+-+-+-+-+  csid: 0 = 64 + next byte   1 = 64 + next two, little-endian
 * </pre>
 *
 * <p>Throws {@link WeirFault} when a peer breaks the format or a limit of {@link ChunkLimits}; the
 * reader is of no use afterwards. RTMP 1.0, clause 5.3.
 */
public final class ChunkReader {

  private static final int[] FIELD_BYTES = {11, 7, 3, 0};
  private static final int EXTENDED = 0xFFFFFF;
  private static final int EXTENDED_BYTES = 4;
  private static final int MAX_HEADER_BYTES = 3 + 11 + EXTENDED_BYTES;

  private final Map<Integer, ChunkStream> streams = new HashMap<>();
  private final byte[] header = new byte[MAX_HEADER_BYTES];

  private int headerBytes;
  private ByteCursor replay = ByteCursor.of(new byte[0]);
  private @Nullable ChunkStream current;
  private int missingOfChunk;
  private int chunkSizeBytes = ChunkLimits.INITIAL_CHUNK_BYTES;
  private long unfinishedBytes;
  private long maxUnfinishedBytes = ChunkLimits.MAX_UNFINISHED_BYTES_BEFORE_PUBLISH;
  private long mediaTimeMs;

  /** Obeys a Set Chunk Size message: {@code announcedBytes} holds from the next chunk on. */
  public void chunkSize(long announcedBytes) {
    if (announcedBytes < ChunkLimits.MIN_CHUNK_BYTES || announcedBytes > Integer.MAX_VALUE) {
      throw new WeirFault(
          FaultCode.RTMP_CHUNK_SIZE_INVALID,
          "announced %d, allowed %d to %d"
              .formatted(announcedBytes, ChunkLimits.MIN_CHUNK_BYTES, Integer.MAX_VALUE));
    }
    chunkSizeBytes = (int) Math.min(announcedBytes, ChunkLimits.MAX_CHUNK_BYTES);
  }

  /** Obeys an Abort message: the unfinished message of a chunk stream will not be finished. */
  public void abort(long chunkStreamId) {
    ChunkStream stream = streams.get((int) chunkStreamId);
    MessageAssembly assembly = stream == null ? null : stream.assembly();
    if (stream != null && assembly != null) {
      unfinishedBytes -= assembly.capacityBytes();
      stream.abort();
    }
  }

  /** Lets unfinished messages take as much memory as a publisher needs. */
  public void allowMedia() {
    maxUnfinishedBytes = ChunkLimits.MAX_UNFINISHED_BYTES;
  }

  /** Reads on until a message is complete; null when {@code input} ended before. */
  public @Nullable RawMessage read(ByteCursor input) {
    while (true) {
      ChunkStream stream = current == null ? readHeader(input) : current;
      if (stream == null) {
        return null;
      }
      current = stream;
      MessageAssembly assembly = assemblyOf(stream, input);
      takePayload(assembly, input);
      if (missingOfChunk > 0) {
        return null;
      }
      current = null;
      if (assembly.missingBytes() == 0) {
        return finish(stream, assembly);
      }
    }
  }

  private MessageAssembly assemblyOf(ChunkStream stream, ByteCursor input) {
    MessageAssembly assembly = stream.assembly();
    if (assembly != null) {
      return assembly;
    }
    int atHand = replay.remaining() + input.remaining();
    MessageAssembly begun =
        stream.begin((int) Math.min(atHand, maxUnfinishedBytes - unfinishedBytes));
    account(begun.capacityBytes());
    return begun;
  }

  private void takePayload(MessageAssembly assembly, ByteCursor input) {
    while (missingOfChunk > 0) {
      ByteCursor source = replay.hasRemaining() ? replay : input;
      int count = Math.min(missingOfChunk, source.remaining());
      if (count == 0) {
        return;
      }
      account(assembly.grow(count, maxUnfinishedBytes - unfinishedBytes));
      assembly.append(source, count);
      missingOfChunk -= count;
    }
  }

  private RawMessage finish(ChunkStream stream, MessageAssembly assembly) {
    unfinishedBytes -= assembly.capacityBytes();
    RawMessage message = stream.finish(assembly);
    if (MessageType.isTimed(message.typeId())) {
      mediaTimeMs = message.timestampMs();
    }
    return message;
  }

  private void account(int bytes) {
    unfinishedBytes += bytes;
    if (unfinishedBytes > maxUnfinishedBytes) {
      throw new WeirFault(
          FaultCode.RTMP_UNFINISHED_BYTES_EXCEEDED,
          "%d bytes of unfinished messages, limit %d"
              .formatted(unfinishedBytes, maxUnfinishedBytes));
    }
  }

  /** The stream of the chunk whose header is now complete; null when the input ended before. */
  private @Nullable ChunkStream readHeader(ByteCursor input) {
    if (!gather(1, input)) {
      return null;
    }
    int format = (header[0] & 0xFF) >> 6;
    int basicBytes =
        switch (header[0] & 0x3F) {
          case 0 -> 2;
          case 1 -> 3;
          default -> 1;
        };
    int fieldsEnd = basicBytes + FIELD_BYTES[format];
    if (!gather(fieldsEnd, input)) {
      return null;
    }
    ChunkStream stream = stream(basicBytes);
    boolean extended = format == 3 ? stream.extended() : u24(basicBytes) == EXTENDED;
    if (extended && !gather(fieldsEnd + EXTENDED_BYTES, input)) {
      return null;
    }
    headerBytes = 0;
    if (format == 3) {
      readRepeated(stream, basicBytes, extended);
    } else {
      readFields(stream, format, basicBytes, extended ? i32(fieldsEnd) : u24(basicBytes), extended);
    }
    MessageAssembly assembly = stream.assembly();
    int missing = assembly == null ? stream.lengthBytes() : assembly.missingBytes();
    missingOfChunk = Math.min(chunkSizeBytes, missing);
    return stream;
  }

  private void readFields(
      ChunkStream stream, int format, int start, int timeField, boolean extended) {
    if (stream.assembly() != null) {
      requireContinuation(stream, format, start);
      return;
    }
    // librtmp opens the chunk stream of its pings with a type-1 header: from zero on, then.
    boolean absolute = format == 0 || !stream.lengthKnown();
    if (format < 2) {
      stream.announce(u24(start + 3), header[start + 6] & 0xFF);
    }
    requireLength(stream, format);
    if (format == 0) {
      stream.messageStreamId(Integer.reverseBytes(i32(start + 7)));
    }
    if (absolute) {
      stream.absoluteTime(timeField, extended);
    } else {
      stream.delta(timeField, extended);
    }
  }

  private void readRepeated(ChunkStream stream, int basicBytes, boolean extended) {
    boolean startsMessage = stream.assembly() == null;
    if (startsMessage) {
      requireLength(stream, 3);
    }
    boolean repeated = extended && stream.isRepeatedField(i32(basicBytes));
    if (extended && !repeated) {
      replay = ByteCursor.of(Arrays.copyOfRange(header, basicBytes, basicBytes + EXTENDED_BYTES));
    }
    if (startsMessage && repeated) {
      stream.repeatHeader(i32(basicBytes));
    } else if (startsMessage) {
      stream.repeatHeader();
    }
  }

  /**
   * Some encoders go on with a message under a type-1 or type-2 header that says the same again.
   */
  private void requireContinuation(ChunkStream stream, int format, int start) {
    boolean same =
        switch (format) {
          case 1 ->
              u24(start + 3) == stream.lengthBytes()
                  && (header[start + 6] & 0xFF) == stream.typeId();
          case 2 -> true;
          default -> false;
        };
    if (!same) {
      throw malformed(stream, "a type-" + format + " header amid a message");
    }
  }

  private void requireLength(ChunkStream stream, int format) {
    if (!stream.lengthKnown()) {
      throw malformed(stream, "a type-" + format + " header on a fresh chunk stream");
    }
    int limit = ChunkLimits.maxMessageBytes(stream.typeId());
    if (stream.lengthBytes() > limit) {
      throw new WeirFault(
          FaultCode.RTMP_MESSAGE_TOO_LARGE,
          "message of type %d announces %d bytes, limit %d"
              .formatted(stream.typeId(), stream.lengthBytes(), limit));
    }
  }

  private ChunkStream stream(int basicBytes) {
    int id =
        switch (basicBytes) {
          case 2 -> 64 + (header[1] & 0xFF);
          case 3 -> 64 + (header[1] & 0xFF) + ((header[2] & 0xFF) << 8);
          default -> header[0] & 0x3F;
        };
    ChunkStream known = streams.get(id);
    if (known != null) {
      return known;
    }
    if (streams.size() >= ChunkLimits.MAX_CHUNK_STREAMS) {
      throw new WeirFault(
          FaultCode.RTMP_CHUNK_STREAMS_EXCEEDED,
          "chunk stream " + id + " would be one more than " + ChunkLimits.MAX_CHUNK_STREAMS);
    }
    ChunkStream fresh = new ChunkStream(id, mediaTimeMs);
    streams.put(id, fresh);
    return fresh;
  }

  /** Whether the header has {@code count} bytes now; takes what the input has of them. */
  private boolean gather(int count, ByteCursor input) {
    while (headerBytes < count) {
      ByteCursor source = replay.hasRemaining() ? replay : input;
      if (!source.hasRemaining()) {
        return false;
      }
      header[headerBytes++] = (byte) source.u8();
    }
    return true;
  }

  private int u24(int at) {
    return (header[at] & 0xFF) << 16 | (header[at + 1] & 0xFF) << 8 | (header[at + 2] & 0xFF);
  }

  private int i32(int at) {
    return u24(at) << 8 | (header[at + 3] & 0xFF);
  }

  private static WeirFault malformed(ChunkStream stream, String what) {
    return new WeirFault(FaultCode.RTMP_CHUNK_MALFORMED, what + ", chunk stream " + stream.id());
  }
}
