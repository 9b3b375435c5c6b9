package dev.weir.portal.quota;

/**
 * How much there is of something, and may be.
 *
 * @param used in the kind's unit; what only the data plane counts is 0 here
 * @param maximum in the kind's unit
 */
public record QuotaUse(QuotaKind kind, long used, long maximum) {

  /** Whether one more fits. */
  public boolean hasRoom() {
    return used < maximum;
  }

  /** The same, of which somebody else has counted so many. */
  public QuotaUse used(long counted) {
    return new QuotaUse(kind, counted, maximum);
  }
}
