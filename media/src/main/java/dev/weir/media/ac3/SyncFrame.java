package dev.weir.media.ac3;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * What an AC-3 or E-AC-3 frame says about itself. ETSI TS 102 366 4.3.1, 4.3.2, E.1.2.1, E.1.2.2.
 *
 * @param enhanced whether the frame is E-AC-3
 * @param sampleRateHz samples a second
 * @param channels full-band channels and the low-frequency one
 * @param samples samples in the frame, per channel
 */
public record SyncFrame(boolean enhanced, int sampleRateHz, int channels, int samples) {

  private static final int SYNC_WORD = 0x0B77;
  private static final int MAX_AC3_BSID = 10;
  private static final int MAX_BSID = 16;
  private static final int SAMPLES_PER_BLOCK = 256;
  private static final int HALF_RATES = 3;

  /** Reads the start of {@code frame}. */
  public static SyncFrame read(ByteSlice frame) {
    if (frame.length() < 6 || frame.cursor().u16() != SYNC_WORD) {
      throw new MalformedMediaException("AC-3 frame without sync word");
    }
    int bsid = frame.u8(5) >> 3;
    if (bsid > MAX_BSID) {
      throw new UnsupportedMediaException("AC-3 bit stream id " + bsid);
    }
    BitCursor bits = new BitCursor(frame);
    bits.skip(16);
    return bsid <= MAX_AC3_BSID ? readAc3(bits, bsid) : readEac3(bits);
  }

  private static SyncFrame readAc3(BitCursor bits, int bsid) {
    bits.skip(16);
    int rate = rateHz(bits.bits(2)) >> Math.max(0, bsid - 8);
    bits.skip(6 + 5 + 3);
    int mode = bits.bits(3);
    bits.skip((mode & 1) != 0 && mode != 1 ? 2 : 0);
    bits.skip((mode & 4) != 0 ? 2 : 0);
    bits.skip(mode == 2 ? 2 : 0);
    return new SyncFrame(false, rate, channels(mode) + bits.bits(1), 6 * SAMPLES_PER_BLOCK);
  }

  private static SyncFrame readEac3(BitCursor bits) {
    bits.skip(2 + 3 + 11);
    int code = bits.bits(2);
    int second = bits.bits(2);
    int rate = code == HALF_RATES ? rateHz(second) / 2 : rateHz(code);
    int blocks =
        switch (code == HALF_RATES ? 3 : second) {
          case 0 -> 1;
          case 1 -> 2;
          case 2 -> 3;
          default -> 6;
        };
    int mode = bits.bits(3);
    return new SyncFrame(true, rate, channels(mode) + bits.bits(1), blocks * SAMPLES_PER_BLOCK);
  }

  private static int rateHz(int code) {
    return switch (code) {
      case 0 -> 48_000;
      case 1 -> 44_100;
      case 2 -> 32_000;
      default -> throw new MalformedMediaException("AC-3 sample rate code " + code);
    };
  }

  /** Full-band channels of an audio coding mode: 1+1, 1/0, 2/0, 3/0, 2/1, 3/1, 2/2, 3/2. */
  private static int channels(int mode) {
    return switch (mode) {
      case 1 -> 1;
      case 0, 2 -> 2;
      case 3, 4 -> 3;
      case 5, 6 -> 4;
      default -> 5;
    };
  }
}
