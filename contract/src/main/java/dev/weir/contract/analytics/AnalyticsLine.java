package dev.weir.contract.analytics;

import dev.weir.contract.identity.TenantId;

/**
 * Figures of one minute.
 *
 * @param tenant whose streams
 * @param place which of them
 * @param dimension what they are told apart by
 * @param value which part it is
 */
public record AnalyticsLine(
    TenantId tenant, Place place, Dimension dimension, String value, Figures figures) {

  /** Most characters of a value. */
  public static final int MAX_VALUE = 255;

  /** Throws {@link IllegalArgumentException} for a value that cannot be kept. */
  public AnalyticsLine {
    if (value.length() > MAX_VALUE || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a value has at most " + MAX_VALUE + " characters");
    }
  }
}
