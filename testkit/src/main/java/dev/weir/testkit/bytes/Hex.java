package dev.weir.testkit.bytes;

import java.util.HexFormat;

/** Bytes as people write them down: pairs of hexadecimal digits, with spaces wherever they help. */
public final class Hex {

  private Hex() {}

  /** The bytes that {@code text} stands for. */
  public static byte[] bytes(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  /** The text that stands for {@code bytes}, without spaces. */
  public static String text(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
