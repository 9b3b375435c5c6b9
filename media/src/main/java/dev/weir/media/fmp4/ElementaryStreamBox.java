package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;

/**
 * The MPEG-4 way to say how sound is coded: {@code esds} (ISO/IEC 14496-14, 6.7; descriptors in
 * ISO/IEC 14496-1, 7.2.6).
 *
 * <pre>
 * ES_Descriptor (3)
 *   DecoderConfigDescriptor (4): object type, stream type, buffer size, bit rates
 *     DecoderSpecificInfo (5): AudioSpecificConfig, where the codec has one
 *   SLConfigDescriptor (6): 2, "as in an MP4 file"
 * </pre>
 *
 * @param objectType which codec
 * @param specific the AudioSpecificConfig; may be empty
 */
public record ElementaryStreamBox(int objectType, ByteSlice specific) implements FullBox {

  /** ISO/IEC 14496-3 audio. */
  public static final int AAC = 0x40;

  /** MPEG-2 layer III at half sample rates, ISO/IEC 13818-3. */
  public static final int MP3_HALF_RATE = 0x69;

  /** MPEG-1 layer III, ISO/IEC 11172-3. */
  public static final int MP3 = 0x6B;

  /** Stream type 5 (audio), not upstream, one reserved bit. */
  private static final int AUDIO_STREAM = 5 << 2 | 1;

  private static final int DECODER_CONFIG_BYTES = 13;

  @Override
  public String type() {
    return "esds";
  }

  @Override
  public void writeFields(ByteSink sink) {
    int specificBytes = specific.length() == 0 ? 0 : descriptorBytes(specific.length());
    int decoderBytes = DECODER_CONFIG_BYTES + specificBytes;
    int slBytes = 1;
    descriptor(sink, 3, 3 + descriptorBytes(decoderBytes) + descriptorBytes(slBytes));
    sink.u16(0).u8(0);
    descriptor(sink, 4, decoderBytes);
    sink.u8(objectType).u8(AUDIO_STREAM).u24(0).u32(0).u32(0);
    if (specificBytes > 0) {
      descriptor(sink, 5, specific.length());
      sink.bytes(specific);
    }
    descriptor(sink, 6, slBytes);
    sink.u8(2);
  }

  /** Tag and length; the length always takes two groups of seven bits. */
  private static void descriptor(ByteSink sink, int tag, int length) {
    sink.u8(tag).u8(length >> 7 & 0x7F | 0x80).u8(length & 0x7F);
  }

  private static int descriptorBytes(int length) {
    return 3 + length;
  }
}
