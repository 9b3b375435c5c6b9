package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * A sample table without samples, which a file must have although all of its samples are in
 * fragments: {@code stts}, {@code stsc}, {@code stco} (ISO/IEC 14496-12, 8.6.1.2, 8.7.4, 8.7.5), or
 * {@code stsz} (8.7.3.2), which has a sample size before the count.
 *
 * @param type the four-character code
 */
public record EmptyTableBox(String type) implements FullBox {

  @Override
  public void writeFields(ByteSink sink) {
    if (type.equals("stsz")) {
      sink.u32(0);
    }
    sink.u32(0);
  }
}
