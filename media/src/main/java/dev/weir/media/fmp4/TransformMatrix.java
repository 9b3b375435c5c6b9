package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/** How a picture is placed on the screen, in {@code mvhd} and {@code tkhd}: as it is. */
final class TransformMatrix {

  private static final int ONE_16_16 = 0x0001_0000;
  private static final int ONE_2_30 = 0x4000_0000;

  private TransformMatrix() {}

  static void writeIdentity(ByteSink sink) {
    sink.u32(ONE_16_16).u32(0).u32(0);
    sink.u32(0).u32(ONE_16_16).u32(0);
    sink.u32(0).u32(0).u32(ONE_2_30);
  }
}
