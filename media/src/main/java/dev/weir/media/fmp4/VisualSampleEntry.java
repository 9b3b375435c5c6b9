package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * How pictures are coded: {@code avc1}, {@code hvc1}, {@code av01}, {@code vp09} (ISO/IEC 14496-12,
 * 12.1.3).
 *
 * @param type the four-character code of the codec
 * @param width pixels
 * @param height pixels
 * @param configuration the codec's configuration box
 */
public record VisualSampleEntry(String type, int width, int height, Box configuration)
    implements Box {

  private static final int DPI_72 = 0x0048_0000;
  private static final int COLOUR_WITHOUT_ALPHA = 0x0018;

  @Override
  public void writeBody(ByteSink sink) {
    sink.fill(6, 0).u16(1);
    sink.fill(16, 0).u16(width).u16(height);
    sink.u32(DPI_72).u32(DPI_72).u32(0);
    sink.u16(1).fill(32, 0).u16(COLOUR_WITHOUT_ALPHA).u16(0xFFFF);
    configuration.write(sink);
  }
}
