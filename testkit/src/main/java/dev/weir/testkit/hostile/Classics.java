package dev.weir.testkit.hostile;

import dev.weir.testkit.bytes.BitWriter;
import dev.weir.testkit.bytes.Damage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bodies of tags that have ended decoders before, made by hand. */
final class Classics {

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] PICTURE_PARAMETERS = HEX.parseHex("68ce3c80");

  /** Object types, rates and channels that do not exist, escapes, and programs without an end. */
  private static final String[] ODD_SOUNDS = {
    "",
    "00",
    "1210ffffffff",
    "ffffffffffff",
    "f8f8f8f8f8f8f8",
    "2b8a0800",
    "1780000000",
    "17ffffff88",
    "1388",
    "1200",
    "127856e500",
    "fffefdfcfbfaf9f8",
    "12085695ffffffffffff",
    "ebfe0000000000"
  };

  private static final String[] FOUR_CC = {"avc1", "hvc1", "av01", "vp09", "mp4a", "Opus", "none"};

  private static final double[] ABSURD = {
    Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e-300, 1e300, Double.MIN_VALUE, 1L << 53, 65_536
  };

  private Classics() {}

  /** An AVCDecoderConfigurationRecord (ISO/IEC 14496-15) of pictures of so many macroblocks. */
  static byte[] configuration(int lastColumn, int lastRow) {
    byte[] sequence =
        new BitWriter()
            .bits(0x67, 8)
            .bits(66, 8)
            .bits(0, 8)
            .bits(62, 8)
            .ue(0)
            .ue(0)
            .ue(2)
            .ue(16)
            .bits(0, 1)
            .ue(lastColumn)
            .ue(lastRow)
            .bits(1, 1)
            .bits(1, 1)
            .bits(0, 1)
            .bits(0, 1)
            .bits(1, 1)
            .toBytes();
    return ByteBuffer.allocate(5 + 8 + sequence.length + 3 + PICTURE_PARAMETERS.length)
        .put(HEX.parseHex("1700000000"))
        .put(HEX.parseHex("0142003effe1"))
        .putShort((short) sequence.length)
        .put(sequence)
        .put((byte) 1)
        .putShort((short) PICTURE_PARAMETERS.length)
        .put(PICTURE_PARAMETERS)
        .array();
  }

  static byte[] oddSound(SplittableRandom chance) {
    return HEX.parseHex("af00" + ODD_SOUNDS[chance.nextInt(ODD_SOUNDS.length)]);
  }

  static byte[] adts(byte[] frame, SplittableRandom chance) {
    int saysLength = chance.nextInt(1 << 13);
    byte[] header = HEX.parseHex("fff15080000ffc");
    header[3] |= (byte) (saysLength >> 11);
    header[4] = (byte) (saysLength >> 3);
    header[5] |= (byte) (saysLength << 5);
    byte[] fill = new byte[chance.nextInt(64)];
    Arrays.fill(fill, (byte) 0xDF);
    return ByteBuffer.allocate(header.length + fill.length + frame.length)
        .put(header)
        .put(fill)
        .put(frame)
        .array();
  }

  /** The same picture, shown {@code offset} (24 bits, signed) after it is decoded. */
  static byte[] shown(byte[] body, int offset) {
    byte[] other = body.clone();
    other[2] = (byte) (offset >> 16);
    other[3] = (byte) (offset >> 8);
    other[4] = (byte) offset;
    return other;
  }

  /** onMetaData in AMF0, whose array says that it is longer than it is. */
  static byte[] metadata(SplittableRandom chance) {
    ByteBuffer out = ByteBuffer.allocate(1_024);
    text(out.put((byte) 2), "onMetaData");
    out.put((byte) 8).putInt(chance.nextInt());
    String[] names = {
      "framerate",
      "width",
      "height",
      "videodatarate",
      "audiodatarate",
      "videocodecid",
      "audiosamplerate",
      "duration",
      "filesize"
    };
    for (String name : names) {
      text(out, name);
      out.put((byte) 0).putDouble(ABSURD[chance.nextInt(ABSURD.length)]);
    }
    out.put(HEX.parseHex("000009"));
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void text(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    out.putShort((short) bytes.length).put(bytes);
  }

  static byte[] enhanced(int type, SplittableRandom chance) {
    int first = type == RawTag.PICTURE ? 0x80 | chance.nextInt(0x80) : 0x90 | chance.nextInt(16);
    byte[] codec = FOUR_CC[chance.nextInt(FOUR_CC.length)].getBytes(StandardCharsets.US_ASCII);
    byte[] rest = Damage.noise(256, chance.nextLong());
    return ByteBuffer.allocate(1 + codec.length + rest.length)
        .put((byte) first)
        .put(codec)
        .put(rest)
        .array();
  }
}
