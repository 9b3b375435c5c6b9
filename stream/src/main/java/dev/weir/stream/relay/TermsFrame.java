package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.hls.TimelineTerms;

/**
 * The timeline is opened: {@code first sequence:64 | target duration, s:32 | video part target:32 |
 * audio part target:32 | part hold back:32 | window:32}, the last four in milliseconds.
 *
 * @param terms what holds for as long as it lives
 */
record TermsFrame(TimelineTerms terms) implements RelayFrame {

  static final int TYPE = 3;

  static TermsFrame read(ByteCursor cursor) {
    return new TermsFrame(
        new TimelineTerms(
            cursor.i64(), cursor.i32(), cursor.i32(), cursor.i32(), cursor.i32(), cursor.i32()));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {
    sink.u64(terms.firstSequence())
        .u32(terms.targetDurationS())
        .u32(terms.videoPartTargetMs())
        .u32(terms.audioPartTargetMs())
        .u32(terms.partHoldBackMs())
        .u32(terms.windowMs());
  }
}
