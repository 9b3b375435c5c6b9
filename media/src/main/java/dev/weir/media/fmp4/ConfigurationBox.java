package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;

/**
 * A decoder configuration record in its box: {@code avcC}, {@code hvcC} (ISO/IEC 14496-15), {@code
 * av1C}, {@code vpcC}, {@code dOps}, {@code dfLa} (the bindings of AV1, VP9, Opus, FLAC to ISO
 * BMFF), {@code dac3}, {@code dec3} (ETSI TS 102 366, annex F).
 *
 * @param type the four-character code
 * @param body the record
 */
public record ConfigurationBox(String type, ByteSlice body) implements Box {

  @Override
  public void writeBody(ByteSink sink) {
    sink.bytes(body);
  }
}
