package dev.weir.media.mp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.FullBox;

/**
 * A box that is a count and as many entries: {@code stts}, {@code ctts}, {@code stss}, {@code
 * stsc}, {@code co64}, {@code elst}; and {@code stsz}, which has a sample size before the count
 * (ISO/IEC 14496-12, 8.6 and 8.7).
 *
 * @param type the four-character code
 * @param version which form the entries have
 * @param count how many there are
 * @param entries their bytes
 */
record TableBox(String type, int version, int count, ByteSlice entries) implements FullBox {

  @Override
  public void writeFields(ByteSink sink) {
    if (type.equals("stsz")) {
      sink.u32(0);
    }
    sink.u32(count).bytes(entries);
  }
}
