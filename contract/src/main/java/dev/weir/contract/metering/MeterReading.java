package dev.weir.contract.metering;

/**
 * What a counter stands at. A difference of two readings is what was counted between them, so that
 * neither a reading that is lost nor one that comes twice can change a sum.
 *
 * @param key the counter
 * @param sinceBoot all that it has counted in this boot, or since a reading that {@code closed} it;
 *     never falls in between
 * @param closed the counter ends with this: one of the same key in a later batch begins at 0
 */
public record MeterReading(MeterKey key, long sinceBoot, boolean closed) {

  /** Throws {@link IllegalArgumentException} for a negative count. */
  public MeterReading {
    if (sinceBoot < 0) {
      throw new IllegalArgumentException("a counter never counts down");
    }
  }
}
