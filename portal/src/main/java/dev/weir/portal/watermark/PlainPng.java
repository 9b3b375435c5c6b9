package dev.weir.portal.watermark;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * A PNG (ISO/IEC 15948) with nothing in it but the picture: what has been added for other readers
 * (text, profiles, animation, whatever stands behind its end) could unpack to any size, and is left
 * out before anything is decoded.
 *
 * @param width pixels, as its header says
 * @param height pixels, as its header says
 * @param bytes the file
 */
record PlainPng(int width, int height, byte[] bytes) {

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int TRNS = 0x74524E53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final Set<Integer> KEPT = Set.of(IHDR, PLTE, TRNS, IDAT, IEND);

  private static final int HEADER_BYTES = 13;
  private static final int AROUND_BYTES = 12;

  /** What is left of {@code file}; empty for what is no PNG, or not a whole one. */
  static Optional<PlainPng> of(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    if (file.length < Long.BYTES + AROUND_BYTES + HEADER_BYTES || in.getLong() != SIGNATURE) {
      return Optional.empty();
    }
    if (in.getInt(Long.BYTES) != HEADER_BYTES || in.getInt(Long.BYTES + Integer.BYTES) != IHDR) {
      return Optional.empty();
    }
    int sizeAt = Long.BYTES + 2 * Integer.BYTES;
    int width = in.getInt(sizeAt);
    int height = in.getInt(sizeAt + Integer.BYTES);
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.write(file, 0, Long.BYTES);
    while (in.remaining() >= AROUND_BYTES) {
      int at = in.position();
      int length = in.getInt();
      int type = in.getInt();
      if (length < 0 || length > in.remaining() - Integer.BYTES) {
        return Optional.empty();
      }
      in.position(at + AROUND_BYTES + length);
      if (KEPT.contains(type)) {
        out.write(file, at, AROUND_BYTES + length);
      }
      if (type == IEND) {
        return Optional.of(new PlainPng(width, height, out.toByteArray()));
      }
    }
    return Optional.empty();
  }
}
