package dev.weir.bench.swarm;

import java.nio.ByteBuffer;

/**
 * Reads one viewer's FLV as it arrives, without keeping more than the first bytes of each tag.
 * Video File Format 10.1, E.3 and E.4.1.
 */
final class FlvStream {

  private static final int FILE_HEADER_BYTES = 13;
  private static final int TAG_HEADER_BYTES = 11;
  private static final int TRAILER_BYTES = 4;
  private static final int SIGNATURE = 'F' << 16 | 'L' << 8 | 'V';

  private final TagWatch watch;
  private final byte[] part = new byte[TAG_HEADER_BYTES + TagWatch.SEEN_BYTES];

  private Step step = Step.FILE_HEADER;
  private int from;
  private int filled;
  private int wanted = FILE_HEADER_BYTES;
  private int bodyBytes;
  private int skipBytes;

  private enum Step {
    FILE_HEADER,
    TAG_HEADER,
    BODY_START,
    BODY_REST,
    TRAILER
  }

  FlvStream(TagWatch watch) {
    this.watch = watch;
  }

  /** Takes {@code length} bytes; throws {@link BrokenFraming} when they are no FLV. */
  void read(ByteBuffer in, int length, long nowNanos) {
    int end = in.position() + length;
    while (in.position() < end) {
      if (step == Step.BODY_REST) {
        int count = Math.min(skipBytes, end - in.position());
        in.position(in.position() + count);
        skipBytes -= count;
        if (skipBytes == 0) {
          finish(nowNanos);
        }
        continue;
      }
      int count = Math.min(wanted - filled, end - in.position());
      in.get(part, from + filled, count);
      filled += count;
      if (filled == wanted) {
        finish(nowNanos);
      }
    }
  }

  private void finish(long nowNanos) {
    switch (step) {
      case FILE_HEADER -> {
        if ((int32(0) >>> 8) != SIGNATURE) {
          throw new BrokenFraming("no FLV");
        }
        expect(Step.TAG_HEADER, 0, TAG_HEADER_BYTES);
      }
      case TAG_HEADER -> {
        bodyBytes = int32(0) & 0xFFFFFF;
        int seen = Math.min(bodyBytes, TagWatch.SEEN_BYTES);
        if (type() != TagWatch.AUDIO && type() != TagWatch.VIDEO && type() != 18) {
          throw new BrokenFraming("a tag of type " + type());
        }
        expect(Step.BODY_START, TAG_HEADER_BYTES, seen);
      }
      case BODY_START -> {
        skipBytes = bodyBytes - wanted;
        if (skipBytes > 0) {
          step = Step.BODY_REST;
        } else {
          complete(nowNanos);
        }
      }
      case BODY_REST -> complete(nowNanos);
      case TRAILER -> {
        if (int32(0) != TAG_HEADER_BYTES + bodyBytes) {
          throw new BrokenFraming("a wrong trailer");
        }
        expect(Step.TAG_HEADER, 0, TAG_HEADER_BYTES);
      }
    }
  }

  private void complete(long nowNanos) {
    long timestampMs = Integer.toUnsignedLong(int32(4) >>> 8 | part[7] << 24);
    watch.tag(type(), timestampMs, bodyBytes, part, TAG_HEADER_BYTES, nowNanos);
    expect(Step.TRAILER, 0, TRAILER_BYTES);
  }

  private void expect(Step next, int at, int bytes) {
    step = next;
    from = at;
    filled = 0;
    wanted = bytes;
  }

  private int type() {
    return part[0];
  }

  private int int32(int at) {
    return (part[at] & 0xFF) << 24
        | (part[at + 1] & 0xFF) << 16
        | (part[at + 2] & 0xFF) << 8
        | (part[at + 3] & 0xFF);
  }
}
