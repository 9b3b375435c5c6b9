package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * When a fragment's first sample is decoded: {@code tfdt}, version 1 (ISO/IEC 14496-12, 8.8.12).
 *
 * @param baseDecodeTicks ticks since the origin of the track's clock, not negative
 */
public record TrackFragmentDecodeTimeBox(long baseDecodeTicks) implements FullBox {

  /** Checks the sign. */
  public TrackFragmentDecodeTimeBox {
    if (baseDecodeTicks < 0) {
      throw new IllegalArgumentException("decode time " + baseDecodeTicks + " is negative");
    }
  }

  @Override
  public String type() {
    return "tfdt";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u64(baseDecodeTicks);
  }
}
