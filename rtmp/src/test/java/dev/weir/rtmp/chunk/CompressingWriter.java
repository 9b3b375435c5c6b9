package dev.weir.rtmp.chunk;

import dev.weir.media.bytes.ByteSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes chunks as a thrifty encoder does: the shortest header that says enough, messages of
 * several chunk streams interleaved at random, chunk sizes changed at random.
 */
final class CompressingWriter {

  private static final int EXTENDED = 0xFFFFFF;

  private final SplittableRandom random;
  private final boolean repeatsExtended;
  private final ByteSink sink = new ByteSink(1 << 16);

  private int chunkSize = ChunkLimits.INITIAL_CHUNK_BYTES;

  CompressingWriter(long seed, boolean repeatsExtended) {
    this.random = new SplittableRandom(seed);
    this.repeatsExtended = repeatsExtended;
  }

  /** The chunks of all messages; those of one chunk stream keep their order. */
  byte[] write(List<RawMessage> messages) {
    Map<Integer, Stream> streams = new LinkedHashMap<>();
    for (RawMessage message : messages) {
      streams.computeIfAbsent(message.chunkStreamId(), Stream::new).waiting.add(message);
    }
    List<Stream> open = new ArrayList<>(streams.values());
    while (!open.isEmpty()) {
      Stream stream = open.get(random.nextInt(open.size()));
      stream.writeChunk();
      if (stream.waiting.isEmpty()) {
        open.remove(stream);
      }
      if (random.nextInt(20) == 0) {
        chunkSize = 128 + random.nextInt(400);
        sink.u8(2).u24(0).u24(4).u8(MessageType.SET_CHUNK_SIZE).u32(0).u32(chunkSize);
      }
    }
    return sink.toByteArray();
  }

  /** What the writer remembers of one chunk stream. */
  private final class Stream {

    private final int id;

    private final Deque<RawMessage> waiting = new ArrayDeque<>();
    private int done;
    private @Nullable RawMessage before;
    private int field;
    private boolean fieldIsDelta;

    Stream(int id) {
      this.id = id;
    }

    void writeChunk() {
      RawMessage message = waiting.getFirst();
      if (done == 0) {
        writeHeader(message);
      } else {
        writeBasicHeader(3);
        if (isExtended() && repeatsExtended) {
          sink.u32(field);
        }
      }
      int count = Math.min(chunkSize, message.body().length - done);
      sink.bytes(message.body(), done, count);
      done += count;
      if (done == message.body().length) {
        waiting.removeFirst();
        done = 0;
        before = message;
      }
    }

    private void writeHeader(RawMessage message) {
      RawMessage last = before;
      if (last == null
          || last.messageStreamId() != message.messageStreamId()
          || message.timestampMs() < last.timestampMs()) {
        fieldIsDelta = false;
        writeFields(0, message, (int) message.timestampMs());
        return;
      }
      int delta = (int) (message.timestampMs() - last.timestampMs());
      boolean sameShape =
          last.typeId() == message.typeId() && last.body().length == message.body().length;
      boolean silent = sameShape && fieldIsDelta && field == delta;
      fieldIsDelta = true;
      writeFields(silent ? 3 : sameShape ? 2 : 1, message, delta);
    }

    private void writeFields(int format, RawMessage message, int newField) {
      field = newField;
      writeBasicHeader(format);
      if (format < 3) {
        sink.u24(isExtended() ? EXTENDED : field);
      }
      if (format < 2) {
        sink.u24(message.body().length).u8(message.typeId());
      }
      if (format == 0) {
        sink.u32(Integer.reverseBytes(message.messageStreamId()));
      }
      if (isExtended()) {
        sink.u32(field);
      }
    }

    private boolean isExtended() {
      return Integer.toUnsignedLong(field) >= EXTENDED;
    }

    private void writeBasicHeader(int format) {
      if (id < 64) {
        sink.u8(format << 6 | id);
      } else if (id < 320) {
        sink.u8(format << 6).u8(id - 64);
      } else {
        sink.u8(format << 6 | 1).u8(id - 64).u8(id - 64 >> 8);
      }
    }
  }
}
