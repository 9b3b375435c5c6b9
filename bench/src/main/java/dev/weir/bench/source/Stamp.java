package dev.weir.bench.source;

import java.nio.charset.StandardCharsets;

/**
 * When and as the how-manieth a picture was sent: an SEI message of the type "user data
 * unregistered" (H.264, D.1.7), always the first NAL unit of an AVC video tag. Each byte of a
 * number carries seven bits and has its upper bit set, so that no start code can arise.
 *
 * <pre>
 * length:32 = 34 | 06 05 1E | UUID:128 | number, 5 bytes | nanoseconds, 9 bytes | 80
 * </pre>
 *
 * @param number of the picture since the publisher began
 * @param sentNanos on the machine's monotonic clock, which all of its processes share
 */
public record Stamp(long number, long sentNanos) {

  /** Bytes of the NAL unit with its length in front. */
  public static final int SIZE_BYTES = 38;

  /** Where the NAL unit stands in the body of a video tag: behind type, packet type and offset. */
  public static final int BODY_OFFSET = 5;

  /** Bytes of a video tag's body that have to be seen to read a stamp. */
  public static final int SEEN_BYTES = BODY_OFFSET + SIZE_BYTES;

  private static final byte[] UUID = "weir-bench-stamp".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD = {0, 0, 0, SIZE_BYTES - 4, 6, 5, 30};
  private static final int NUMBER_OFFSET = HEAD.length + UUID.length;
  private static final int NUMBER_BYTES = 5;
  private static final int NANOS_OFFSET = NUMBER_OFFSET + NUMBER_BYTES;
  private static final int NANOS_BYTES = 9;
  private static final int TAIL = 0x80;

  /** A copy of a video tag's body with room for a stamp. */
  public static byte[] insert(byte[] body) {
    byte[] stamped = new byte[body.length + SIZE_BYTES];
    System.arraycopy(body, 0, stamped, 0, BODY_OFFSET);
    System.arraycopy(body, BODY_OFFSET, stamped, SEEN_BYTES, body.length - BODY_OFFSET);
    System.arraycopy(HEAD, 0, stamped, BODY_OFFSET, HEAD.length);
    System.arraycopy(UUID, 0, stamped, BODY_OFFSET + HEAD.length, UUID.length);
    stamped[SEEN_BYTES - 1] = (byte) TAIL;
    new Stamp(0, 0).write(stamped);
    return stamped;
  }

  /** Writes the numbers into a body that {@link #insert} has made. */
  public void write(byte[] body) {
    writeSevens(body, BODY_OFFSET + NUMBER_OFFSET, NUMBER_BYTES, number);
    writeSevens(body, BODY_OFFSET + NANOS_OFFSET, NANOS_BYTES, sentNanos);
  }

  /** Whether a stamp begins here. */
  public static boolean isAt(byte[] bytes, int offset) {
    if (offset + SIZE_BYTES > bytes.length) {
      return false;
    }
    for (int i = 0; i < UUID.length; i++) {
      if (bytes[offset + HEAD.length + i] != UUID[i]) {
        return false;
      }
    }
    return true;
  }

  /** The number in the stamp that begins here. */
  public static long number(byte[] bytes, int offset) {
    return readSevens(bytes, offset + NUMBER_OFFSET, NUMBER_BYTES);
  }

  /** The time in the stamp that begins here. */
  public static long sentNanos(byte[] bytes, int offset) {
    return readSevens(bytes, offset + NANOS_OFFSET, NANOS_BYTES);
  }

  private static void writeSevens(byte[] bytes, int offset, int count, long value) {
    for (int i = 0; i < count; i++) {
      bytes[offset + i] = (byte) (0x80 | value >>> 7 * (count - 1 - i));
    }
  }

  private static long readSevens(byte[] bytes, int offset, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 7 | (bytes[offset + i] & 0x7F);
    }
    return value;
  }
}
