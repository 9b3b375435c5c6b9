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

  /** Presentation time, milliseconds on the publisher's clock. */
  long shownMs() {
    return dtsMs + compositionOffsetMs;
  }
}
