package dev.weir.contract.ladder;

/**
 * A watermark in the frame of one source. It is laid over the source's pictures before they are
 * divided and made smaller, so that it is the same share of each rendition.
 *
 * @param image what is laid over
 * @param width pixels, as it is laid over
 * @param height pixels, as it is laid over
 * @param left pixels between the frame's edge and its own, even
 * @param top likewise
 * @param opacityPercent 100 for the image as it is
 */
public record Overlay(
    MarkImage image, int width, int height, int left, int top, int opacityPercent) {

  private static final double PERCENT = 100;
  private static final int LEAST_SIDE = 2;

  /** Where a watermark stands in a frame; smaller where it would not fit between the margins. */
  public static Overlay of(Watermark watermark, int frameWidth, int frameHeight) {
    MarkImage image = watermark.image();
    double margin = Math.min(frameWidth, frameHeight) * watermark.marginPercent() / PERCENT;
    double wanted = frameWidth * watermark.widthPercent() / PERCENT;
    double shape = (double) image.height() / image.width();
    double width =
        Math.min(wanted, Math.min(frameWidth - 2 * margin, (frameHeight - 2 * margin) / shape));
    int across = even(width);
    int down = even(width * shape);
    return new Overlay(
        image,
        across,
        down,
        offset(watermark.place().column(), frameWidth, across, margin),
        offset(watermark.place().row(), frameHeight, down, margin),
        watermark.opacityPercent());
  }

  /**
   * Distance from the frame's edge.
   *
   * @param third 0 at this edge, 1 in the middle, 2 at the other one
   */
  private static int offset(int third, int frame, int mark, double margin) {
    double free = frame - mark - 2 * margin;
    return Math.max(0, (int) Math.round((margin + free * third / 2) / 2) * 2);
  }

  /** Colours have half the picture's size: what is odd would tremble between renditions. */
  private static int even(double side) {
    return Math.max(LEAST_SIDE, (int) Math.round(side / 2) * 2);
  }
}
