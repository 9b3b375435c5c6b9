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

  /** Memory that must be taken before {@code count} more bytes fit. */
  int growthBytes(int count) {
    int needed = receivedBytes + count;
    return needed <= body.length
        ? 0
        : Math.min(lengthBytes, Math.max(needed, 2 * body.length)) - body.length;
  }

  /** Takes {@code count} bytes from {@code input}. */
  void append(ByteCursor input, int count) {
    int growth = growthBytes(count);
    if (growth > 0) {
      body = Arrays.copyOf(body, body.length + growth);
    }
    ByteSlice part = input.slice(count);
    System.arraycopy(part.array(), part.offset(), body, receivedBytes, count);
    receivedBytes += count;
  }

  /** The whole body; only when nothing is missing. */
  byte[] body() {
    return body;
  }
}
