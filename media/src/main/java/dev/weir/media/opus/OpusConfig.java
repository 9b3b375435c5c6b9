package dev.weir.media.opus;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * How Opus packets are to be decoded.
 *
 * @param channels output channels, 1 to 255
 * @param preSkip samples at 48 kHz to throw away at the start
 * @param inputSampleRateHz rate of the sound before encoding; 0 when unknown. Decoders put out 48
 *     kHz whatever it is
 * @param outputGain gain to apply, in 1/256 dB, signed
 * @param mappingFamily 0 for mono and stereo without table, 1 for surround, 255 undefined order
 * @param mappingTable stream count, coupled count and a byte for each channel; empty for family 0
 */
public record OpusConfig(
    int channels,
    int preSkip,
    long inputSampleRateHz,
    int outputGain,
    int mappingFamily,
    ByteSlice mappingTable) {

  /** The rate of every Opus decoder's output, and of {@code preSkip}. */
  public static final int SAMPLE_RATE_HZ = 48_000;

  /** The RFC 6381 codec string. */
  public static final String CODEC_STRING = "opus";

  private static final String MAGIC = "OpusHead";
  private static final int HEAD_VERSION = 1;
  private static final int BOX_VERSION = 0;

  /** What is assumed of a stream that comes without header. */
  public static OpusConfig ofChannels(int channels) {
    return new OpusConfig(channels, 0, 0, 0, 0, ByteSlice.EMPTY);
  }

  /** Reads an OpusHead. RFC 7845 5.1; integers are little-endian. */
  public static OpusConfig readOpusHead(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    if (!cursor.utf8(MAGIC.length()).equals(MAGIC)) {
      throw new MalformedMediaException("Opus header without OpusHead");
    }
    int version = cursor.u8();
    if (version >> 4 != 0) {
      throw new UnsupportedMediaException("OpusHead version " + version);
    }
    int channels = cursor.u8();
    int preSkip = Short.toUnsignedInt(Short.reverseBytes((short) cursor.u16()));
    long rate = Integer.toUnsignedLong(Integer.reverseBytes(cursor.i32()));
    int gain = Short.reverseBytes((short) cursor.u16());
    return readMapping(cursor, channels, preSkip, rate, gain);
  }

  /** Reads the body of {@code dOps}; integers are big-endian. */
  public static OpusConfig readBoxBody(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    int version = cursor.u8();
    if (version != BOX_VERSION) {
      throw new UnsupportedMediaException("dOps version " + version);
    }
    int channels = cursor.u8();
    int preSkip = cursor.u16();
    long rate = cursor.u32();
    return readMapping(cursor, channels, preSkip, rate, (short) cursor.u16());
  }

  /** The bytes of an OpusHead. */
  public byte[] toOpusHead() {
    return new ByteSink(32)
        .ascii(MAGIC)
        .u8(HEAD_VERSION)
        .u8(channels)
        .u16(Short.reverseBytes((short) preSkip))
        .u32(Integer.reverseBytes((int) inputSampleRateHz))
        .u16(Short.reverseBytes((short) outputGain))
        .u8(mappingFamily)
        .bytes(mappingTable)
        .toByteArray();
  }

  /** The body of {@code dOps}. */
  public byte[] toBoxBody() {
    return new ByteSink(32)
        .u8(BOX_VERSION)
        .u8(channels)
        .u16(preSkip)
        .u32(inputSampleRateHz)
        .u16(outputGain)
        .u8(mappingFamily)
        .bytes(mappingTable)
        .toByteArray();
  }

  private static OpusConfig readMapping(
      ByteCursor cursor, int channels, int preSkip, long rate, int gain) {
    int family = cursor.u8();
    if (channels == 0 || family == 0 && channels > 2) {
      throw new MalformedMediaException(
          "Opus with " + channels + " channels in mapping family " + family);
    }
    ByteSlice table = family == 0 ? ByteSlice.EMPTY : cursor.slice(2 + channels);
    return new OpusConfig(channels, preSkip, rate, gain, family, table);
  }
}
