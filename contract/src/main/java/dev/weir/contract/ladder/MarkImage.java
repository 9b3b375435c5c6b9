package dev.weir.contract.ladder;

import java.util.regex.Pattern;

/**
 * The picture of a watermark, by what it is: a PNG that Weir has encoded itself.
 *
 * @param digest SHA-256 of its bytes, 64 small hexadecimal digits
 * @param width pixels
 * @param height pixels
 */
public record MarkImage(String digest, int width, int height) {

  /** Most pixels of a side. */
  public static final int MAX_SIDE = 2_048;

  /** Most bytes of the PNG. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Throws {@link IllegalArgumentException} for what is no digest, or no size of a picture. */
  public MarkImage {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("an image is named by its SHA-256");
    }
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException("an image has sides of 1 to " + MAX_SIDE + " pixels");
    }
  }
}
