package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;

/**
 * What cutting needs to know of a frame.
 *
 * @param dtsMs decode time, milliseconds on the publisher's clock
 * @param compositionOffsetMs presentation time minus decode time
 * @param key whether decoding can start here
 * @param payload the coded bytes
 * @param arrivalUnixMs when it was received
 */
record TimedFrame(
    long dtsMs, int compositionOffsetMs, boolean key, ByteSlice payload, long arrivalUnixMs) {

  /** Pictures are not shown further than this from when they are decoded, milliseconds. */
  static final int MAX_SHOWN_AFTER_MS = 10_000;

  /** How much later it is shown than decoded, as far as cutting believes the publisher. */
  int shownAfterMs() {
    return Math.clamp(compositionOffsetMs, -MAX_SHOWN_AFTER_MS, MAX_SHOWN_AFTER_MS);
  }

  /** Presentation time, milliseconds on the publisher's clock. */
  long shownMs() {
    return dtsMs + shownAfterMs();
  }
}
