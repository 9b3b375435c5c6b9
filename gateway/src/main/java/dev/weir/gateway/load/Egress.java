package dev.weir.gateway.load;

import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes of media and playlists that are handed to viewers' connections. Thread-safe. */
public final class Egress {

  private final LongAdder bytes = new LongAdder();

  /** So many more. */
  public void sent(long count) {
    bytes.add(count);
  }

  /** All since start. */
  public long totalBytes() {
    return bytes.sum();
  }

  LongAdder counter() {
    return bytes;
  }
}
