package dev.weir.e2e.media;

import java.util.ArrayList;
import java.util.List;

/**
 * The number of each frame, drawn into the frame as a row of black and white squares, so that
 * whoever sees a picture knows which one it is, and when it was pushed.
 */
public final class FrameCounter {

  /** Bits of the number, the lowest first: 4,096 frames. */
  public static final int BITS = 12;

  /** Distance of the squares' left edges, pixels. */
  public static final int STEP = 48;

  /** Left edge of the first square, pixels. */
  public static final int LEFT = 16;

  /** Height of the black bar behind the squares, pixels. */
  public static final int BAR_HEIGHT = 40;

  private static final int SQUARE = 32;
  private static final int TOP = 4;

  private FrameCounter() {}

  /** The ffmpeg filter that draws it at the top of a picture at least 600 pixels wide. */
  public static String filter() {
    List<String> boxes = new ArrayList<>();
    boxes.add("drawbox=x=0:y=0:w=iw:h=" + BAR_HEIGHT + ":color=black:t=fill");
    for (int bit = 0; bit < BITS; bit++) {
      boxes.add(
          "drawbox=x=%d:y=%d:w=%d:h=%d:color=white:t=fill:enable='gte(mod(n,%d),%d)'"
              .formatted(LEFT + bit * STEP, TOP, SQUARE, SQUARE, 2 << bit, 1 << bit));
    }
    return String.join(",", boxes);
  }
}
