package dev.weir.contract.health;

import java.util.Collection;

/** How well a stream arrives, all in all; the worse, the later. Names are stored. */
public enum HealthVerdict {
  /** Nothing is wrong. */
  GOOD,
  /** Viewers may notice, or some of them. */
  FAIR,
  /** Viewers notice. */
  POOR;

  /** The worst of what was found; good when that is nothing. */
  public static HealthVerdict of(Collection<HealthFinding> findings) {
    return findings.stream()
        .map(HealthFinding::severity)
        .max(HealthVerdict::compareTo)
        .orElse(GOOD);
  }
}
