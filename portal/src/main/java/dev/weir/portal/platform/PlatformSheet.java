package dev.weir.portal.platform;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of the platform, and where each comes from.
 *
 * @param version counts edits
 * @param changedBy who edited last; empty for nobody yet
 * @param lines by setting
 */
public record PlatformSheet(long version, String changedBy, Map<PlatformSetting, Line> lines) {

  /** Copies the map. */
  public PlatformSheet {
    lines = Map.copyOf(lines);
  }

  /**
   * One setting.
   *
   * @param configured what it is unless staff says something else
   * @param own what staff said; empty where it is as configured
   * @param changedAt when staff changed it last; empty for never
   * @param changedBy who did; empty for nobody
   */
  public record Line(
      String configured, Optional<String> own, Optional<Instant> changedAt, String changedBy) {

    /** What holds. */
    public String value() {
      return own.orElse(configured);
    }
  }

  /** The line of a setting. */
  public Line line(PlatformSetting setting) {
    Line line = lines.get(setting);
    if (line == null) {
      throw new IllegalStateException("no line of " + setting);
    }
    return line;
  }

  /** What staff said, by setting. */
  Map<PlatformSetting, Optional<String>> own() {
    Map<PlatformSetting, Optional<String>> own = new EnumMap<>(PlatformSetting.class);
    lines.forEach((setting, line) -> own.put(setting, line.own()));
    return own;
  }
}
