package dev.weir.e2e.viewer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The payload of the binary messages that a server sends (RFC 6455, 5.2), until it says goodbye.
 */
final class WebSocketBody extends InputStream {

  private static final int OPCODE = 0x0F;
  private static final int CLOSE = 8;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;

  private final InputStream connection;

  private long leftInFrame;
  private boolean ended;

  WebSocketBody(InputStream connection) {
    this.connection = connection;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (!ended && leftInFrame == 0) {
      nextFrame();
    }
    if (ended) {
      return -1;
    }
    int n = connection.read(into, offset, (int) Math.min(length, leftInFrame));
    if (n < 0) {
      throw new EOFException("the connection ended within a message");
    }
    leftInFrame -= n;
    return n;
  }

  /** Frames that control the connection are short, and passed over. */
  private void nextFrame() throws IOException {
    int opcode = (int) number(1) & OPCODE;
    long length = number(1) & LENGTH;
    if (length == LENGTH_OF_16_BITS) {
      length = number(Short.BYTES);
    } else if (length == LENGTH_OF_64_BITS) {
      length = number(Long.BYTES);
    }
    ended = opcode == CLOSE;
    if (opcode >= CLOSE) {
      connection.skipNBytes(length);
    } else {
      leftInFrame = length;
    }
  }

  private long number(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      int next = connection.read();
      if (next < 0) {
        throw new EOFException("the connection ended between messages");
      }
      number = number << Byte.SIZE | next;
    }
    return number;
  }
}
