package dev.weir.transcoder.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The end of what a process says, read all the time so that it never waits for its reader. */
final class ErrorTail {

  /** Most bytes that are kept. */
  static final int MAX_BYTES = 1_024;

  private byte[] kept = new byte[0];

  /** Reads until the process closes it. */
  void read(InputStream from) {
    byte[] buffer = new byte[MAX_BYTES];
    try (from) {
      for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
        keep(buffer, length);
      }
    } catch (IOException closed) {
      // The process is gone; what it said so far is all there is.
    }
  }

  /** On one line, as far as it is printable. */
  synchronized String text() {
    return new String(kept, StandardCharsets.UTF_8).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
  }

  private synchronized void keep(byte[] buffer, int length) {
    int old = Math.min(kept.length, MAX_BYTES - Math.min(length, MAX_BYTES));
    byte[] joined = new byte[old + length];
    System.arraycopy(kept, kept.length - old, joined, 0, old);
    System.arraycopy(buffer, 0, joined, old, length);
    kept = joined;
  }
}
