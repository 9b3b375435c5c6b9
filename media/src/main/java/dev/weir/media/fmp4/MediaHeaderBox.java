package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * The clock of a track: {@code mdhd} (ISO/IEC 14496-12, 8.4.2).
 *
 * @param timescale ticks a second
 * @param durationTicks how long it is; 0 when all samples are in fragments
 */
public record MediaHeaderBox(int timescale, long durationTicks) implements FullBox {

  /** The letters "und", five bits each, counted from 0x60. */
  private static final int UNDETERMINED_LANGUAGE = 0x55C4;

  /** Of a track whose samples are in fragments. */
  public MediaHeaderBox(int timescale) {
    this(timescale, 0);
  }

  @Override
  public String type() {
    return "mdhd";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(0).u32(0).u32(timescale).u32(durationTicks);
    sink.u16(UNDETERMINED_LANGUAGE).u16(0);
  }
}
