package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * What the samples of a track have in common in a fragment: {@code tfhd} (ISO/IEC 14496-12, 8.8.7).
 * Offsets count from the beginning of the {@code moof}, so that fragments can be moved.
 *
 * @param trackId of the track
 * @param defaultDurationTicks how long each sample lasts unless its run says otherwise
 * @param defaultFlags sample flags unless the run says otherwise
 */
public record TrackFragmentHeaderBox(int trackId, int defaultDurationTicks, int defaultFlags)
    implements FullBox {

  private static final int DEFAULT_DURATION_PRESENT = 0x000008;
  private static final int DEFAULT_FLAGS_PRESENT = 0x000020;
  private static final int DEFAULT_BASE_IS_MOOF = 0x020000;

  @Override
  public String type() {
    return "tfhd";
  }

  @Override
  public int flags() {
    return DEFAULT_BASE_IS_MOOF | DEFAULT_DURATION_PRESENT | DEFAULT_FLAGS_PRESENT;
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(trackId).u32(defaultDurationTicks).u32(defaultFlags);
  }
}
