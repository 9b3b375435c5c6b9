package dev.weir.portal.watermark;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.ladder.MarkImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What became of an image that somebody uploaded: its pixels, in a file of our own making. Nothing
 * of the upload reaches browsers or nodes.
 *
 * @param image what it is
 * @param bytes a PNG of 32 bits for each pixel
 */
record UploadedImage(MarkImage image, byte[] bytes) {

  /** Largest upload, bytes. */
  static final int MAX_UPLOAD_BYTES = 512 << 10;

  /** One is decoded at a time: the largest takes 50 MB meanwhile. */
  private static final ReentrantLock DECODING = new ReentrantLock();

  private static final String FORMAT = "png";

  /** Why an image is not taken; each is a message of the page. */
  enum Flaw {
    MISSING,
    TOO_MANY_BYTES,
    TOO_LARGE,
    NO_PNG;

    /** In messages, and as the subject of the fault. */
    String key() {
      return "image." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Decodes an upload and encodes it anew. Throws {@code WeirFault IMAGE_INVALID}, whose subject is
   * a {@link Flaw}'s key.
   */
  static UploadedImage of(byte[] upload) {
    if (upload.length == 0) {
      throw refused(Flaw.MISSING);
    }
    if (upload.length > MAX_UPLOAD_BYTES) {
      throw refused(Flaw.TOO_MANY_BYTES);
    }
    PlainPng png = PlainPng.of(upload).orElseThrow(() -> refused(Flaw.NO_PNG));
    if (png.width() < 1 || png.height() < 1) {
      throw refused(Flaw.NO_PNG);
    }
    if (png.width() > MarkImage.MAX_SIDE || png.height() > MarkImage.MAX_SIDE) {
      throw refused(Flaw.TOO_LARGE);
    }
    DECODING.lock();
    try {
      return encoded(decoded(png));
    } finally {
      DECODING.unlock();
    }
  }

  private static BufferedImage decoded(PlainPng png) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(FORMAT).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png.bytes()))) {
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      if (image.getWidth() != png.width() || image.getHeight() != png.height()) {
        throw refused(Flaw.NO_PNG);
      }
      return image;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
      // The JDK's reader tells of some broken files in its own ways.
      throw refused(Flaw.NO_PNG);
    } finally {
      reader.dispose();
    }
  }

  private static UploadedImage encoded(BufferedImage any) {
    BufferedImage plain =
        new BufferedImage(any.getWidth(), any.getHeight(), BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[any.getWidth()];
    for (int y = 0; y < any.getHeight(); y++) {
      any.getRGB(0, y, row.length, 1, row, 0, row.length);
      plain.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(FORMAT).next();
    try (var out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(plain);
    } catch (IOException impossible) {
      throw new IllegalStateException("a picture in memory", impossible);
    } finally {
      writer.dispose();
    }
    byte[] bytes = file.toByteArray();
    if (bytes.length > MarkImage.MAX_BYTES) {
      throw refused(Flaw.TOO_MANY_BYTES);
    }
    return new UploadedImage(
        new MarkImage(digest(bytes), plain.getWidth(), plain.getHeight()), bytes);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static WeirFault refused(Flaw flaw) {
    return new WeirFault(FaultCode.IMAGE_INVALID, flaw.key(), "flaw=" + flaw);
  }
}
