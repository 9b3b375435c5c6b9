package dev.weir.contract.metering;

/** Classes of frame sizes by which encoding is billed, as ApsaraVideo Live draws them. */
public enum ResolutionTier {
  /** Up to 640 × 480. */
  LD(640, 480),
  /** Up to 1280 × 720. */
  SD(1_280, 720),
  /** Up to 1920 × 1080. */
  HD(1_920, 1_080),
  /** Up to 2560 × 1440, sold as 2K. */
  QHD(2_560, 1_440),
  /** All that is larger, sold as 4K. */
  UHD(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final int longSide;
  private final int shortSide;

  ResolutionTier(int longSide, int shortSide) {
    this.longSide = longSide;
    this.shortSide = shortSide;
  }

  /** The lowest tier that a frame fits in, lying or standing. */
  public static ResolutionTier of(int width, int height) {
    for (ResolutionTier tier : values()) {
      if (Math.max(width, height) <= tier.longSide && Math.min(width, height) <= tier.shortSide) {
        return tier;
      }
    }
    return UHD;
  }
}
