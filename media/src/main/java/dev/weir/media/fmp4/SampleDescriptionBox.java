package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.frame.Track;

/**
 * What samples are decoded with: {@code stsd} (ISO/IEC 14496-12, 8.5.2).
 *
 * @param entry the one sample entry
 */
public record SampleDescriptionBox(Box entry) implements FullBox {

  /** What samples of a track are decoded with. */
  public static SampleDescriptionBox of(Track track) {
    return new SampleDescriptionBox(SampleEntries.of(track));
  }

  @Override
  public String type() {
    return "stsd";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(1);
    entry.write(sink);
  }
}
