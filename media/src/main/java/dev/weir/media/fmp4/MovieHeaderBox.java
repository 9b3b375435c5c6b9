package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * What holds for the whole presentation: {@code mvhd} (ISO/IEC 14496-12, 8.2.2).
 *
 * @param nextTrackId a track identifier that is not used yet
 * @param durationMs how long it is, milliseconds; 0 when all samples are in fragments
 */
public record MovieHeaderBox(int nextTrackId, long durationMs) implements FullBox {

  private static final int TIMESCALE = 1000;
  private static final int FULL_VOLUME = 0x0100;
  private static final int NORMAL_RATE = 0x0001_0000;

  /** Of a file whose samples are in fragments. */
  public MovieHeaderBox(int nextTrackId) {
    this(nextTrackId, 0);
  }

  @Override
  public String type() {
    return "mvhd";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(0).u32(0).u32(TIMESCALE).u32(durationMs);
    sink.u32(NORMAL_RATE).u16(FULL_VOLUME).fill(10, 0);
    TransformMatrix.writeIdentity(sink);
    sink.fill(24, 0).u32(nextTrackId);
  }
}
