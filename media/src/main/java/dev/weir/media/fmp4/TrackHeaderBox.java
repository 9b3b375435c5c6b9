package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * What holds for one track: {@code tkhd} (ISO/IEC 14496-12, 8.3.2).
 *
 * @param trackId not 0, unique in the file
 * @param sound whether it is heard; otherwise it is seen
 * @param width pixels, 0 for sound
 * @param height pixels, 0 for sound
 * @param durationMs how long it is, milliseconds; 0 when all samples are in fragments
 */
public record TrackHeaderBox(int trackId, boolean sound, int width, int height, long durationMs)
    implements FullBox {

  private static final int ENABLED_IN_MOVIE_IN_PREVIEW = 7;
  private static final int FULL_VOLUME = 0x0100;

  /** Of a track whose samples are in fragments. */
  public TrackHeaderBox(int trackId, boolean sound, int width, int height) {
    this(trackId, sound, width, height, 0);
  }

  @Override
  public String type() {
    return "tkhd";
  }

  @Override
  public int flags() {
    return ENABLED_IN_MOVIE_IN_PREVIEW;
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(0).u32(0).u32(trackId).u32(0).u32(durationMs);
    sink.fill(8, 0).u16(0).u16(0).u16(sound ? FULL_VOLUME : 0).u16(0);
    TransformMatrix.writeIdentity(sink);
    sink.u16(width).u16(0).u16(height).u16(0);
  }
}
