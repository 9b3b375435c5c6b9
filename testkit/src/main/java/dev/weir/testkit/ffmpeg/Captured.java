package dev.weir.testkit.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a process writes, read by a thread of its own until the process closes it. */
final class Captured {

  private final InputStream source;
  private final int limitBytes;
  private final boolean keepTail;
  private final Thread reader;

  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Captured(InputStream source, int limitBytes, boolean keepTail) {
    this.source = source;
    this.limitBytes = limitBytes;
    this.keepTail = keepTail;
    this.reader = Thread.ofVirtual().unstarted(this::read);
  }

  /** All of it; what goes over the limit is an error. */
  static Captured all(InputStream source, int limitBytes) {
    return started(new Captured(source, limitBytes, false));
  }

  /** The last of it. */
  static Captured tail(InputStream source, int limitBytes) {
    return started(new Captured(source, limitBytes, true));
  }

  private static Captured started(Captured captured) {
    captured.reader.start();
    return captured;
  }

  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  void awaitEnd(Duration deadline) {
    try {
      reader.join(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading a process's output", e);
    }
  }

  private void read() {
    byte[] buffer = new byte[64 << 10];
    try (source) {
      for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
        append(buffer, n);
      }
    } catch (IOException e) {
      append(("\n" + e).getBytes(StandardCharsets.UTF_8), e.toString().length() + 1);
    }
  }

  private synchronized void append(byte[] buffer, int length) {
    bytes.write(buffer, 0, length);
    if (bytes.size() <= limitBytes) {
      return;
    }
    if (!keepTail) {
      throw new IllegalStateException("more than " + limitBytes + " bytes of output");
    }
    byte[] all = bytes.toByteArray();
    bytes = new ByteArrayOutputStream();
    bytes.write(all, all.length - limitBytes / 2, limitBytes / 2);
  }
}
