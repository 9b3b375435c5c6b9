package dev.weir.contract.ladder;

/**
 * A picture that is laid over all renditions of a stream. All figures are shares of the frame, so
 * that the mark looks the same in each rendition.
 *
 * @param id its name
 * @param image what is laid over
 * @param place where
 * @param marginPercent distance from the edges that it stands at, percent of the frame's shorter
 *     side
 * @param widthPercent its width, percent of the frame's; less when it would be higher than the
 *     frame
 * @param opacityPercent how much of what is below it hides, on top of what the image lets through
 */
public record Watermark(
    WatermarkId id,
    MarkImage image,
    Place place,
    int marginPercent,
    int widthPercent,
    int opacityPercent) {

  /** Most of the margin, percent: at twice as much nothing would be left between. */
  public static final int MAX_MARGIN_PERCENT = 25;

  private static final int WHOLE = 100;

  /** Throws {@link IllegalArgumentException} for a figure outside its bounds. */
  public Watermark {
    if (marginPercent < 0 || marginPercent > MAX_MARGIN_PERCENT) {
      throw new IllegalArgumentException("a margin is 0 to " + MAX_MARGIN_PERCENT + " %");
    }
    if (widthPercent < 1 || widthPercent > WHOLE) {
      throw new IllegalArgumentException("a watermark's width is 1 to 100 %");
    }
    if (opacityPercent < 1 || opacityPercent > WHOLE) {
      throw new IllegalArgumentException("opacity is 1 to 100 %");
    }
  }

  /** Where in the frame a watermark stands: row by row, from the top. */
  public enum Place {
    TOP_LEFT(0, 0),
    TOP(1, 0),
    TOP_RIGHT(2, 0),
    LEFT(0, 1),
    CENTRE(1, 1),
    RIGHT(2, 1),
    BOTTOM_LEFT(0, 2),
    BOTTOM(1, 2),
    BOTTOM_RIGHT(2, 2);

    private final int column;
    private final int row;

    Place(int column, int row) {
      this.column = column;
      this.row = row;
    }

    /** 0 on the left, 1 in the middle, 2 on the right. */
    public int column() {
      return column;
    }

    /** 0 at the top, 1 in the middle, 2 at the bottom. */
    public int row() {
      return row;
    }
  }
}
