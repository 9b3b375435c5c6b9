package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * Says that a track goes on in fragments: {@code trex} (ISO/IEC 14496-12, 8.8.3). Sets no defaults
 * but the sample description; fragments say the rest.
 *
 * @param trackId of the track
 */
public record TrackExtendsBox(int trackId) implements FullBox {

  @Override
  public String type() {
    return "trex";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(trackId).u32(1).u32(0).u32(0).u32(0);
  }
}
