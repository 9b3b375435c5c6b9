package dev.weir.rtmp.session;

import dev.weir.rtmp.message.Acknowledgement;
import java.util.Optional;

/** Counts what was received and says when to acknowledge it. RTMP 1.0, 5.4.3 and 5.4.4. */
final class AckWindow {

  /** A smaller announced window counts as this one, bytes: an answer must cost less than a call. */
  static final long MIN_WINDOW_BYTES = 32 << 10;

  /** The window of a peer that announces none, bytes. */
  static final long DEFAULT_WINDOW_BYTES = 2_500_000;

  private long windowBytes = DEFAULT_WINDOW_BYTES;
  private long receivedBytes;
  private long acknowledgedBytes;

  void announced(long bytes) {
    windowBytes = Math.max(MIN_WINDOW_BYTES, bytes);
  }

  /** Takes note of {@code count} bytes; one acknowledgement at most, however small the window. */
  Optional<Acknowledgement> received(int count) {
    receivedBytes += count;
    if (receivedBytes - acknowledgedBytes < windowBytes) {
      return Optional.empty();
    }
    acknowledgedBytes = receivedBytes;
    return Optional.of(new Acknowledgement(receivedBytes & 0xFFFF_FFFFL));
  }
}
