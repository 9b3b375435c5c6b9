package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * Numbers fragments, so that a missing one is noticed: {@code mfhd} (ISO/IEC 14496-12, 8.8.5).
 *
 * @param sequenceNumber grows from fragment to fragment
 */
public record MovieFragmentHeaderBox(long sequenceNumber) implements FullBox {

  @Override
  public String type() {
    return "mfhd";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(sequenceNumber);
  }
}
