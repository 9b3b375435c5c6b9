package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/** Where sound comes from: {@code smhd} (ISO/IEC 14496-12, 12.2.2); from the middle. */
public record SoundMediaHeaderBox() implements FullBox {

  @Override
  public String type() {
    return "smhd";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u16(0).u16(0);
  }
}
