package dev.weir.portal.quota;

import java.util.List;
import java.util.OptionalLong;

/**
 * All quotas of one tenant as the platform's staff edits them.
 *
 * @param version counts edits
 * @param changedBy who edited last; empty for nobody yet, or for the command line
 * @param lines in the order of their kinds
 */
public record QuotaSheet(long version, String changedBy, List<Line> lines) {

  /** Copies the list. */
  public QuotaSheet {
    lines = List.copyOf(lines);
  }

  /**
   * One quota.
   *
   * @param use what there is, and what may be
   * @param own what staff gave to this tenant; empty where it has what everybody has
   * @param usual what everybody has
   */
  public record Line(QuotaUse use, OptionalLong own, long usual) {

    /** What is counted. */
    public QuotaKind kind() {
      return use.kind();
    }
  }
}
