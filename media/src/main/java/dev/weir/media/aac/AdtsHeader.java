package dev.weir.media.aac;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * The seven bytes that make an AAC frame stand on its own, without a check sum. ISO/IEC 14496-3
 * 1.A.2.2.
 *
 * <pre>
 * FFF:12 0:1 layer:2 noCrc:1 | profile:2 rate:4 private:1 channels:3 … length:13 fullness:11 0:2
 * </pre>
 *
 * @param profile the audio object type less 1
 * @param rateIndex index of the core's sampling frequency
 * @param channelConfiguration 1 to 7
 */
public record AdtsHeader(int profile, int rateIndex, int channelConfiguration) {

  /** Bytes of the header. */
  public static final int SIZE_BYTES = 7;

  private static final int MAX_FRAME_BYTES = 0x1FFF;
  private static final int FULLNESS_OF_VARIABLE_RATE = 0x7FF;

  /**
   * The header for frames of {@code config}: that of the core, since ADTS cannot speak of SBR.
   * Unsupported when ADTS has no number for the object type, frequency or channels.
   */
  public static AdtsHeader of(AudioSpecificConfig config) {
    int profile = config.objectType() - 1;
    int rateIndex = SampleRates.index(config.coreSampleRateHz());
    int channels = config.channelConfiguration();
    if (profile > 3 || rateIndex < 0 || channels < 1 || channels > 7) {
      throw new UnsupportedMediaException("AAC that ADTS cannot describe: " + config);
    }
    return new AdtsHeader(profile, rateIndex, channels);
  }

  /** Appends the header of a frame with {@code payloadBytes}. */
  public void write(int payloadBytes, ByteSink sink) {
    int length = SIZE_BYTES + payloadBytes;
    if (length > MAX_FRAME_BYTES) {
      throw new MalformedMediaException(
          "AAC frame of " + length + " bytes, limit of ADTS " + MAX_FRAME_BYTES);
    }
    sink.u16(0xFFF1);
    sink.u8(profile << 6 | rateIndex << 2 | channelConfiguration >> 2);
    sink.u32(
        (long) (channelConfiguration & 3) << 30
            | (long) length << 13
            | FULLNESS_OF_VARIABLE_RATE << 2);
  }
}
