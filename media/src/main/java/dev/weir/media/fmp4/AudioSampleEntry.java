package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/**
 * How sound is coded: {@code mp4a}, {@code Opus}, {@code ac-3}, {@code ec-3}, {@code fLaC} (ISO/IEC
 * 14496-12, 12.2.3).
 *
 * @param type the four-character code of the codec
 * @param channels number of channels
 * @param sampleRateHz samples a second; the field says 0 when it does not fit
 * @param configuration the codec's configuration box
 */
public record AudioSampleEntry(String type, int channels, int sampleRateHz, Box configuration)
    implements Box {

  private static final int BITS_PER_SAMPLE = 16;

  @Override
  public void writeBody(ByteSink sink) {
    sink.fill(6, 0).u16(1);
    sink.fill(8, 0).u16(channels).u16(BITS_PER_SAMPLE).u32(0);
    sink.u16(sampleRateHz <= 0xFFFF ? sampleRateHz : 0).u16(0);
    configuration.write(sink);
  }
}
