package dev.weir.bench.swarm;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one viewer's chunk streams as they arrive, without keeping more than the first bytes of
 * each message. RTMP 1.0, 5.3.1.
 */
final class RtmpStream {

  private static final int MAX_CHUNK_STREAMS = 64;
  private static final int FIRST_CHUNK_BYTES = 128;
  private static final int[] HEADER_BYTES = {11, 7, 3, 0};
  private static final int EXTENDED = 0xFFFFFF;
  private static final int SET_CHUNK_SIZE = 1;
  private static final int USER_CONTROL = 4;
  private static final int PING_REQUEST = 6;

  private final TagWatch watch;
  private final @Nullable Message[] messages = new @Nullable Message[MAX_CHUNK_STREAMS];
  private final byte[] part = new byte[HEADER_BYTES[0]];

  private Step step = Step.BASIC_HEADER;
  private int filled;
  private int wanted = 1;
  private int format;
  private Message message = new Message();
  private int chunkBytes = FIRST_CHUNK_BYTES;
  private int chunkLeft;
  private int pingMs = -1;

  private enum Step {
    BASIC_HEADER,
    HEADER,
    EXTENDED_TIMESTAMP,
    PAYLOAD
  }

  /** A message that is being put together on one chunk stream. */
  private static final class Message {
    private final byte[] seen = new byte[TagWatch.SEEN_BYTES];
    private int seenBytes;
    private int type;
    private int bytes;
    private int leftBytes;
    private int field;
    private long deltaMs;
    private long timestampMs;
  }

  RtmpStream(TagWatch watch) {
    this.watch = watch;
  }

  /** Takes all of {@code in}; throws {@link BrokenFraming}. */
  void read(ByteBuffer in, long nowNanos) {
    while (in.hasRemaining()) {
      if (step == Step.PAYLOAD) {
        payload(in, nowNanos);
        continue;
      }
      int count = Math.min(wanted - filled, in.remaining());
      in.get(part, filled, count);
      filled += count;
      if (filled == wanted) {
        finish(nowNanos);
      }
    }
  }

  /** The time of a ping that has not been answered yet; -1 when there is none. */
  int takePing() {
    int taken = pingMs;
    pingMs = -1;
    return taken;
  }

  private void finish(long nowNanos) {
    switch (step) {
      case BASIC_HEADER -> basicHeader(nowNanos);
      case HEADER -> header(nowNanos);
      case EXTENDED_TIMESTAMP -> startChunk(int32(0) & 0xFFFF_FFFFL, nowNanos);
      case PAYLOAD -> throw new IllegalStateException("payload is not gathered");
    }
  }

  private void basicHeader(long nowNanos) {
    format = (part[0] & 0xFF) >> 6;
    int id = part[0] & 0x3F;
    if (id < 2) {
      throw new BrokenFraming("chunk stream ids of more than a byte");
    }
    Message known = messages[id];
    message = known == null ? new Message() : known;
    messages[id] = message;
    if (format < 3) {
      expect(Step.HEADER, HEADER_BYTES[format]);
    } else {
      extendedOrChunk(nowNanos);
    }
  }

  private void header(long nowNanos) {
    if (message.leftBytes > 0) {
      throw new BrokenFraming("a message within another of its chunk stream");
    }
    message.field = int32(0) >>> 8;
    if (format < 2) {
      message.bytes = int32(3) >>> 8;
      message.type = part[6];
    }
    extendedOrChunk(nowNanos);
  }

  private void extendedOrChunk(long nowNanos) {
    if (message.field == EXTENDED) {
      expect(Step.EXTENDED_TIMESTAMP, 4);
    } else {
      startChunk(message.field, nowNanos);
    }
  }

  private void startChunk(long timeMs, long nowNanos) {
    if (message.leftBytes == 0) {
      message.leftBytes = message.bytes;
      message.seenBytes = 0;
      if (format == 0) {
        message.timestampMs = timeMs;
        message.deltaMs = 0;
      } else {
        message.deltaMs = format == 3 ? message.deltaMs : timeMs;
        message.timestampMs += message.deltaMs;
      }
    }
    chunkLeft = Math.min(message.leftBytes, chunkBytes);
    step = Step.PAYLOAD;
    if (chunkLeft == 0) {
      endChunk(nowNanos);
    }
  }

  private void payload(ByteBuffer in, long nowNanos) {
    int count = Math.min(chunkLeft, in.remaining());
    int keep = Math.min(count, message.seen.length - message.seenBytes);
    in.get(message.seen, message.seenBytes, keep);
    message.seenBytes += keep;
    in.position(in.position() + count - keep);
    message.leftBytes -= count;
    chunkLeft -= count;
    if (chunkLeft == 0) {
      endChunk(nowNanos);
    }
  }

  private void endChunk(long nowNanos) {
    if (message.leftBytes == 0) {
      complete(nowNanos);
    }
    expect(Step.BASIC_HEADER, 1);
  }

  private void complete(long nowNanos) {
    switch (message.type) {
      case TagWatch.AUDIO, TagWatch.VIDEO ->
          watch.tag(message.type, message.timestampMs, message.bytes, message.seen, 0, nowNanos);
      case SET_CHUNK_SIZE -> chunkBytes = int32(message.seen, 0);
      case USER_CONTROL -> {
        if (message.seen[1] == PING_REQUEST) {
          pingMs = int32(message.seen, 2) & Integer.MAX_VALUE;
        }
      }
      default -> {
        // Commands and data say nothing that a viewer who only counts would need.
      }
    }
  }

  private void expect(Step next, int bytes) {
    step = next;
    filled = 0;
    wanted = bytes;
  }

  private int int32(int at) {
    return int32(part, at);
  }

  private static int int32(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }
}
