package dev.weir.media.mp3;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * The 32 bits at the start of an MPEG audio frame. ISO/IEC 11172-3 2.4.1.3.
 *
 * <pre>
 * sync:11 version:2 layer:2 noCrc:1 | bitrate:4 rate:2 padding:1 private:1 | mode:2 …
 * </pre>
 *
 * @param version which MPEG audio standard the frame follows
 * @param sampleRateHz samples a second
 * @param channels 1 or 2
 */
public record Mp3FrameHeader(Version version, int sampleRateHz, int channels) {

  private static final int LAYER_III = 1;
  private static final int SINGLE_CHANNEL = 3;

  /** The standards that define layer III. */
  public enum Version {
    /** ISO/IEC 11172-3: 32 to 48 kHz. */
    MPEG_1,
    /** ISO/IEC 13818-3: half of that. */
    MPEG_2,
    /** The unofficial extension: a quarter of that. */
    MPEG_2_5
  }

  /** Reads the header of {@code frame}. */
  public static Mp3FrameHeader read(ByteSlice frame) {
    int bits = frame.cursor().i32();
    if (bits >>> 21 != 0x7FF) {
      throw new MalformedMediaException("MP3 frame without sync word");
    }
    int layer = bits >> 17 & 3;
    int rate = bits >> 10 & 3;
    Version version =
        switch (bits >> 19 & 3) {
          case 0 -> Version.MPEG_2_5;
          case 2 -> Version.MPEG_2;
          case 3 -> Version.MPEG_1;
          default -> throw new MalformedMediaException("MPEG audio version 1 is reserved");
        };
    if (layer == 0 || rate == 3) {
      throw new MalformedMediaException("MPEG audio layer " + layer + ", sampling rate " + rate);
    }
    if (layer != LAYER_III) {
      throw new UnsupportedMediaException("MPEG audio layer " + (4 - layer));
    }
    int channels = (bits >> 6 & 3) == SINGLE_CHANNEL ? 1 : 2;
    return new Mp3FrameHeader(version, sampleRateHz(version, rate), channels);
  }

  /** Samples in a frame, per channel. */
  public int samplesPerFrame() {
    return version == Version.MPEG_1 ? 1152 : 576;
  }

  /** The RFC 6381 codec string: the object type indication of ISO/IEC 14496-1. */
  public String codecString() {
    return version == Version.MPEG_1 ? "mp4a.6B" : "mp4a.69";
  }

  private static int sampleRateHz(Version version, int index) {
    int mpeg1 =
        switch (index) {
          case 0 -> 44_100;
          case 1 -> 48_000;
          default -> 32_000;
        };
    return switch (version) {
      case MPEG_1 -> mpeg1;
      case MPEG_2 -> mpeg1 / 2;
      case MPEG_2_5 -> mpeg1 / 4;
    };
  }
}
