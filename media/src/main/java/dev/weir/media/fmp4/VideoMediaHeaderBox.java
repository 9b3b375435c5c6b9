package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/** How pictures are laid over others: {@code vmhd} (ISO/IEC 14496-12, 12.1.2); copied. */
public record VideoMediaHeaderBox() implements FullBox {

  @Override
  public String type() {
    return "vmhd";
  }

  @Override
  public int flags() {
    return 1;
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.fill(8, 0);
  }
}
