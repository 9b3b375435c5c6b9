package dev.weir.media.aac;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * How AAC frames are to be decoded. ISO/IEC 14496-3 1.6.2.1.
 *
 * @param objectType the audio object type of the core: 2 for AAC LC
 * @param coreSampleRateHz samples a second that the core puts out
 * @param channelConfiguration as on the wire; 0 when a program config element lists the channels
 * @param coreChannels channels of the core
 * @param coreSamplesPerFrame 1024 or 960; 512 or 480 for the low-delay types
 * @param extension what is built on top of the core
 * @param sampleRateHz samples a second that the decoder puts out
 */
public record AudioSpecificConfig(
    int objectType,
    int coreSampleRateHz,
    int channelConfiguration,
    int coreChannels,
    int coreSamplesPerFrame,
    Extension extension,
    int sampleRateHz) {

  /** Tools that extend the core. */
  public enum Extension {
    /** None that is signalled; a decoder may still find SBR in the frames. */
    NONE,
    /** Spectral band replication, HE-AAC: twice the samples. */
    SBR,
    /** SBR and parametric stereo, HE-AAC v2: twice the samples, two channels out of one. */
    SBR_AND_PS
  }

  static final int SBR_TYPE = 5;
  static final int PS_TYPE = 29;

  private static final int FIRST_ERROR_RESILIENT_TYPE = 17;
  private static final int SYNC_EXTENSION_SBR = 0x2B7;
  private static final int SYNC_EXTENSION_PS = 0x548;

  /** Reads a configuration. */
  public static AudioSpecificConfig read(ByteSlice bytes) {
    BitCursor bits = new BitCursor(bytes);
    int type = readObjectType(bits);
    int coreRate = SampleRates.read(bits);
    int channelConfiguration = bits.bits(4);
    Extension extension =
        switch (type) {
          case SBR_TYPE -> Extension.SBR;
          case PS_TYPE -> Extension.SBR_AND_PS;
          default -> Extension.NONE;
        };
    int rate = coreRate;
    if (extension != Extension.NONE) {
      rate = SampleRates.read(bits);
      type = readObjectType(bits);
    }
    Core core = Core.read(bits, type, channelConfiguration);
    Signalled signalled =
        extension == Extension.NONE && type < FIRST_ERROR_RESILIENT_TYPE
            ? readSyncExtension(bits, coreRate)
            : new Signalled(extension, rate);
    return new AudioSpecificConfig(
        type,
        coreRate,
        channelConfiguration,
        core.channels(),
        core.samplesPerFrame(),
        signalled.extension(),
        signalled.sampleRateHz());
  }

  /** Channels that the decoder puts out. */
  public int channels() {
    return extension == Extension.SBR_AND_PS ? 2 : coreChannels;
  }

  /** Samples in one frame at {@link #sampleRateHz}, per channel. */
  public int samplesPerFrame() {
    return (int) ((long) coreSamplesPerFrame * sampleRateHz / coreSampleRateHz);
  }

  /** The RFC 6381 codec string, 3.3: the object type that describes the whole. */
  public String codecString() {
    int type =
        switch (extension) {
          case NONE -> objectType;
          case SBR -> SBR_TYPE;
          case SBR_AND_PS -> PS_TYPE;
        };
    return "mp4a.40." + type;
  }

  private static int readObjectType(BitCursor bits) {
    int type = bits.bits(5);
    if (type == 31) {
      type = 32 + bits.bits(6);
    }
    if (type == 0) {
      throw new MalformedMediaException("audio object type 0");
    }
    return type;
  }

  /** The backward compatible signalling behind the core, which may be missing or cut off. */
  private static Signalled readSyncExtension(BitCursor bits, int coreRate) {
    Signalled none = new Signalled(Extension.NONE, coreRate);
    if (bits.remainingBits() < 16 || bits.bits(11) != SYNC_EXTENSION_SBR) {
      return none;
    }
    if (readObjectType(bits) != SBR_TYPE || !bits.flag()) {
      return none;
    }
    int rate = SampleRates.read(bits);
    boolean ps = bits.remainingBits() >= 12 && bits.bits(11) == SYNC_EXTENSION_PS && bits.flag();
    return new Signalled(ps ? Extension.SBR_AND_PS : Extension.SBR, rate);
  }

  private record Signalled(Extension extension, int sampleRateHz) {}

  /** The part that belongs to the core's object type. */
  private record Core(int channels, int samplesPerFrame) {

    static Core read(BitCursor bits, int type, int channelConfiguration) {
      return switch (type) {
        case 1, 2, 3, 4, 6, 7, 17, 19, 20, 21, 22, 23 ->
            readGeneral(bits, type, channelConfiguration);
        case 39 -> new Core(channels(channelConfiguration), bits.flag() ? 480 : 512);
        default -> throw new UnsupportedMediaException("audio object type " + type);
      };
    }

    /** GASpecificConfig, 4.4.1. */
    private static Core readGeneral(BitCursor bits, int type, int channelConfiguration) {
      boolean shortFrames = bits.flag();
      bits.skip(bits.flag() ? 14 : 0);
      boolean extended = bits.flag();
      int channels =
          channelConfiguration == 0
              ? ProgramConfig.readChannels(bits)
              : channels(channelConfiguration);
      bits.skip(type == 6 || type == 20 ? 3 : 0);
      if (extended) {
        bits.skip(type == 22 ? 16 : 0);
        bits.skip(type == 17 || type == 19 || type == 20 || type == 23 ? 3 : 0);
        bits.skip(1);
      }
      int samples = shortFrames ? 960 : 1024;
      return new Core(channels, type == 23 ? samples / 2 : samples);
    }

    private static int channels(int channelConfiguration) {
      return switch (channelConfiguration) {
        case 1, 2, 3, 4, 5, 6 -> channelConfiguration;
        case 7, 12, 14 -> 8;
        case 11 -> 7;
        case 13 -> 24;
        default ->
            throw new MalformedMediaException("AAC channel configuration " + channelConfiguration);
      };
    }
  }
}
