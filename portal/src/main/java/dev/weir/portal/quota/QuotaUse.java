package dev.weir.portal.quota;

import java.util.OptionalLong;

/**
 * How much there is of something, and may be.
 *
 * @param counted in the kind's unit; empty when nobody can say right now
 * @param maximum in the kind's unit
 */
public record QuotaUse(QuotaKind kind, OptionalLong counted, long maximum) {

  /** Of something that was counted. */
  public QuotaUse(QuotaKind kind, long used, long maximum) {
    this(kind, OptionalLong.of(used), maximum);
  }

  /** In the kind's unit; 0 as well when nobody can say. */
  public long used() {
    return counted.orElse(0);
  }

  /** Whether one more fits. */
  public boolean hasRoom() {
    return used() < maximum;
  }
}
