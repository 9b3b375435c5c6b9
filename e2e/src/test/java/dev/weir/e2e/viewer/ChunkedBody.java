package dev.weir.e2e.viewer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an HTTP/1.1 answer in chunked transfer coding (RFC 9112, 7.1). */
final class ChunkedBody extends InputStream {

  private static final int HEXADECIMAL = 16;

  private final InputStream connection;

  private int leftInChunk;
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream connection) {
    this.connection = connection;
  }

  /** Whether the last chunk has come, which is how an answer ends on purpose. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!ended && leftInChunk == 0) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int n = connection.read(into, offset, Math.min(length, leftInChunk));
    if (n < 0) {
      throw new EOFException("the connection ended within a chunk");
    }
    leftInChunk -= n;
    return n;
  }

  private void nextChunk() throws IOException {
    if (!first) {
      line(connection);
    }
    first = false;
    leftInChunk = Integer.parseInt(line(connection).strip(), HEXADECIMAL);
    ended = leftInChunk == 0;
  }

  /** One line without its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended within a line, after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
