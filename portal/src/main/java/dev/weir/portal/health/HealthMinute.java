package dev.weir.portal.health;

import dev.weir.contract.health.HealthSecond;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a stream arrived within one minute.
 *
 * @param minute its beginning
 * @param seconds of which something is known, 1 to 60
 * @param pictures a second, on average
 * @param videoBits a second, on average
 * @param audioBits a second, on average
 * @param gapMs the longest
 * @param latenessMs the worst
 * @param driftMs the worst; negative when the sound was behind
 */
public record HealthMinute(
    Instant minute,
    int seconds,
    double pictures,
    long videoBits,
    long audioBits,
    int gapMs,
    int latenessMs,
    int driftMs) {

  private static final int SECONDS = 60;

  /** The minutes that these seconds lie in, in their order. */
  static List<HealthMinute> of(List<HealthSecond> seconds) {
    Map<Long, List<HealthSecond>> byMinute =
        seconds.stream()
            .collect(
                Collectors.groupingBy(
                    second -> Math.floorDiv(second.epochSecond(), SECONDS),
                    TreeMap::new,
                    Collectors.toList()));
    return byMinute.entrySet().stream().map(one -> of(one.getKey(), one.getValue())).toList();
  }

  private static HealthMinute of(long minute, List<HealthSecond> seconds) {
    return new HealthMinute(
        Instant.ofEpochSecond(minute * SECONDS),
        seconds.size(),
        seconds.stream().mapToInt(HealthSecond::pictures).average().orElse(0),
        Math.round(seconds.stream().mapToLong(HealthSecond::videoBits).average().orElse(0)),
        Math.round(seconds.stream().mapToLong(HealthSecond::audioBits).average().orElse(0)),
        seconds.stream().mapToInt(HealthSecond::gapMs).max().orElse(0),
        seconds.stream().mapToInt(HealthSecond::latenessMs).max().orElse(0),
        seconds.stream()
            .map(HealthSecond::driftMs)
            .max(Comparator.comparingInt(Math::abs))
            .orElse(0));
  }
}
