package dev.weir.runtime.storage;

import java.io.IOException;
import java.io.InputStream;

/** The next so many bytes of another stream, which is closed with it. */
final class RangeStream extends InputStream {

  private final InputStream whole;

  private long left;

  RangeStream(InputStream whole, long length) {
    this.whole = whole;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) {
      return -1;
    }
    int read = whole.read();
    left -= read < 0 ? left : 1;
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left <= 0) {
      return length == 0 ? 0 : -1;
    }
    int read = whole.read(into, offset, (int) Math.min(length, left));
    left -= read < 0 ? left : read;
    return read;
  }

  @Override
  public void close() throws IOException {
    whole.close();
  }
}
