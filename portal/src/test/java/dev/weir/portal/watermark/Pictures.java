package dev.weir.portal.watermark;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images that somebody might upload. */
public final class Pictures {

  private Pictures() {}

  /** Half transparent, with a colour that changes from left to right. */
  public static byte[] png(int width, int height) {
    return file(BufferedImage.TYPE_INT_ARGB, "png", width, height);
  }

  /** The same without transparency, as a JPEG. */
  static byte[] jpeg(int width, int height) {
    return file(BufferedImage.TYPE_INT_RGB, "jpeg", width, height);
  }

  private static byte[] file(int type, String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, 0x80000000 | x * 0xFF / width << 16 | 0x40);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, file);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return file.toByteArray();
  }
}
