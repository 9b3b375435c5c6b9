package dev.weir.media.flv;

import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.frame.Codec;
import java.nio.charset.StandardCharsets;

/** The four-character codes by which Enhanced RTMP names codecs, as big-endian integers. */
public final class FourCc {

  private FourCc() {}

  /** The code of a codec as text, for example {@code hvc1}. */
  public static String text(Codec codec) {
    int code = of(codec);
    byte[] ascii = {(byte) (code >> 24), (byte) (code >> 16), (byte) (code >> 8), (byte) code};
    return new String(ascii, StandardCharsets.US_ASCII);
  }

  /** The code of a codec; without any text, since each tag of Enhanced RTMP is looked up. */
  public static int of(Codec codec) {
    return switch (codec) {
      case AVC -> 0x61766331; // avc1
      case HEVC -> 0x68766331; // hvc1
      case AV1 -> 0x61763031; // av01
      case VP9 -> 0x76703039; // vp09
      case AAC -> 0x6D703461; // mp4a
      case OPUS -> 0x4F707573; // Opus
      case MP3 -> 0x2E6D7033; // .mp3
      case AC3 -> 0x61632D33; // ac-3
      case EAC3 -> 0x65632D33; // ec-3
      case FLAC -> 0x664C6143; // fLaC
    };
  }

  /** The code of four ASCII characters. */
  static int of(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return ascii[0] << 24 | ascii[1] << 16 | ascii[2] << 8 | ascii[3];
  }

  /** The video codec of a code. */
  static Codec videoCodec(int fourCc) {
    return codec(fourCc, true);
  }

  /** The audio codec of a code. */
  static Codec audioCodec(int fourCc) {
    return codec(fourCc, false);
  }

  private static Codec codec(int fourCc, boolean video) {
    for (Codec codec : Codec.values()) {
      if (codec.isVideo() == video && of(codec) == fourCc) {
        return codec;
      }
    }
    throw new UnsupportedMediaException(
        (video ? "video codec " : "audio codec ") + printable(fourCc));
  }

  private static String printable(int fourCc) {
    StringBuilder text = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      int character = fourCc >> shift & 0xFF;
      text.append(character > 0x20 && character < 0x7F ? (char) character : '?');
    }
    return text.toString();
  }
}
