package dev.weir.portal.alarm.state;

/**
 * Two bounds, so that what swings about one of them raises one alarm and not a hundred.
 *
 * @param side where it is bad
 * @param bound from which on it is bad
 * @param clear from which on it is well again; never on the bad side of {@code bound}
 */
public record Bounds(Side side, long bound, long clear) {

  /** On which side of the bound it is bad. */
  public enum Side {
    /** Less than the bound is bad; the clearing bound and more is well. */
    BELOW,
    /** The bound and more is bad; less than the clearing bound is well. */
    ABOVE
  }

  /** Throws {@link IllegalArgumentException} for a clearing bound that is bad itself. */
  public Bounds {
    if (side == Side.BELOW ? clear < bound : clear > bound) {
      throw new IllegalArgumentException("clear=" + clear + " bound=" + bound);
    }
  }

  /** Where a value lies. */
  public Level of(double value) {
    boolean bad = side == Side.BELOW ? value < bound : value >= bound;
    boolean well = side == Side.BELOW ? value >= clear : value < clear;
    return bad ? Level.BAD : well ? Level.WELL : Level.BETWEEN;
  }
}
