package dev.weir.rtmp.chunk;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import java.util.Arrays;

/**
 * The body of one unfinished message. Its array grows with what arrives, never with what was
 * announced; a message that arrives within one read is copied exactly once.
 */
final class MessageAssembly {

  private final int lengthBytes;

  private byte[] body;
  private int receivedBytes;

  /** A message of {@code lengthBytes}, of which {@code availableBytes} may be at hand already. */
  MessageAssembly(int lengthBytes, int availableBytes) {
    this.lengthBytes = lengthBytes;
    int firstBytes = Math.max(ChunkLimits.FIRST_BODY_BYTES, availableBytes);
    this.body = new byte[Math.min(lengthBytes, firstBytes)];
  }

  /** Bytes still to come. */
  int missingBytes() {
    return lengthBytes - receivedBytes;
  }

  /** Memory taken. */
  int capacityBytes() {
    return body.length;
  }

  /**
   * Takes memory for {@code count} more bytes, if it must, and rather for more: up to twice as much
   * as before where {@code budgetBytes} allows. Returns how much was taken.
   */
  int grow(int count, long budgetBytes) {
    int needed = receivedBytes + count;
    if (needed <= body.length) {
      return 0;
    }
    long desired = Math.min(2L * body.length, body.length + budgetBytes);
    int before = body.length;
    body = Arrays.copyOf(body, (int) Math.min(lengthBytes, Math.max(needed, desired)));
    return body.length - before;
  }

  /** Takes {@code count} bytes from {@code input}, for which there is room. */
  void append(ByteCursor input, int count) {
    ByteSlice part = input.slice(count);
    System.arraycopy(part.array(), part.offset(), body, receivedBytes, count);
    receivedBytes += count;
  }

  /** The whole body; only when nothing is missing. */
  byte[] body() {
    return body;
  }
}
