package dev.weir.media.opus;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;

/**
 * What the first byte of an Opus packet says. RFC 6716 3.1.
 *
 * <pre>
 * config:5 stereo:1 frames:2
 * </pre>
 */
public final class OpusPacket {

  private static final int MAX_SAMPLES = 5_760;

  private OpusPacket() {}

  /** Samples at 48 kHz in {@code packet}, at most 5,760 (120 ms). */
  public static int samples(ByteSlice packet) {
    int toc = toc(packet);
    int frames =
        switch (toc & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> frameCount(packet);
        };
    int samples = frames * samplesPerFrame(toc >> 3);
    if (samples > MAX_SAMPLES) {
      throw new MalformedMediaException(
          "Opus packet of " + samples + " samples, limit " + MAX_SAMPLES);
    }
    return samples;
  }

  /** Channels in {@code packet}: 1 or 2. */
  public static int channels(ByteSlice packet) {
    return (toc(packet) & 4) != 0 ? 2 : 1;
  }

  private static int toc(ByteSlice packet) {
    if (packet.length() == 0) {
      throw new MalformedMediaException("empty Opus packet");
    }
    return packet.u8(0);
  }

  private static int frameCount(ByteSlice packet) {
    if (packet.length() < 2) {
      throw new MalformedMediaException("Opus packet without frame count");
    }
    return packet.u8(1) & 0x3F;
  }

  /** Table 2: SILK 10, 20, 40, 60 ms; hybrid 10, 20 ms; CELT 2.5, 5, 10, 20 ms. */
  private static int samplesPerFrame(int config) {
    if (config < 12) {
      return switch (config & 3) {
        case 0 -> 480;
        case 1 -> 960;
        case 2 -> 1_920;
        default -> 2_880;
      };
    }
    return config < 16 ? 480 << (config & 1) : 120 << (config & 3);
  }
}
