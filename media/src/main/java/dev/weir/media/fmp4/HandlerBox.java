package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * What kind of media a track is: {@code hdlr} (ISO/IEC 14496-12, 8.4.3).
 *
 * @param handler {@code vide} or {@code soun}
 * @param name for people who look into the file
 */
public record HandlerBox(String handler, String name) implements FullBox {

  @Override
  public String type() {
    return "hdlr";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(0).ascii(handler).fill(12, 0).ascii(name).u8(0);
  }
}
