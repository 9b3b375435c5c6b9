package dev.weir.media.flac;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;

/**
 * The STREAMINFO block. RFC 9639 8.2.
 *
 * @param minBlockSamples samples in the smallest block, per channel
 * @param maxBlockSamples samples in the largest block
 * @param sampleRateHz samples a second
 * @param channels 1 to 8
 * @param block the 34 bytes of the block
 */
public record StreamInfo(
    int minBlockSamples, int maxBlockSamples, int sampleRateHz, int channels, ByteSlice block) {

  /** The RFC 6381 codec string. */
  public static final String CODEC_STRING = "fLaC";

  private static final String MAGIC = "fLaC";
  private static final int SIZE_BYTES = 34;
  private static final int LAST_BLOCK = 0x80;

  /**
   * Reads the block as Enhanced RTMP carries it, behind {@code fLaC} and its block header; or
   * without them, as some writers send it.
   */
  public static StreamInfo read(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    if (bytes.length() > SIZE_BYTES) {
      if (!cursor.utf8(MAGIC.length()).equals(MAGIC)) {
        throw new MalformedMediaException("FLAC header without fLaC");
      }
      int type = cursor.u8() & 0x7F;
      int length = cursor.u24();
      if (type != 0 || length != SIZE_BYTES) {
        throw new MalformedMediaException(
            "FLAC block of type " + type + " with " + length + " bytes as STREAMINFO");
      }
    }
    return readBlock(cursor.slice(SIZE_BYTES));
  }

  /**
   * The same without what only a finished file knows: frame sizes, number of samples, check sum. An
   * encoder that sends these at its end does not thereby change the track.
   */
  public StreamInfo withoutTotals() {
    ByteSink sink = new ByteSink(SIZE_BYTES).u16(minBlockSamples).u16(maxBlockSamples);
    ByteCursor cursor = block.cursor();
    cursor.skip(10);
    sink.fill(6, 0).u24(cursor.u24()).u8(cursor.u8() & 0xF0).fill(20, 0);
    return new StreamInfo(
        minBlockSamples, maxBlockSamples, sampleRateHz, channels, ByteSlice.of(sink.toByteArray()));
  }

  /** The bytes that Enhanced RTMP carries. */
  public byte[] toSequenceHeader() {
    return writeBlock(new ByteSink(64).ascii(MAGIC));
  }

  /** The body of {@code dfLa}: version and flags of the box, then the block with its header. */
  public byte[] toBoxBody() {
    return writeBlock(new ByteSink(64).u32(0));
  }

  private static StreamInfo readBlock(ByteSlice block) {
    BitCursor bits = new BitCursor(block);
    int minBlock = bits.bits(16);
    int maxBlock = bits.bits(16);
    bits.skip(48);
    int rate = bits.bits(20);
    int channels = bits.bits(3) + 1;
    if (rate == 0) {
      throw new MalformedMediaException("FLAC sample rate of 0");
    }
    return new StreamInfo(minBlock, maxBlock, rate, channels, block);
  }

  private byte[] writeBlock(ByteSink sink) {
    return sink.u8(LAST_BLOCK).u24(SIZE_BYTES).bytes(block).toByteArray();
  }
}
