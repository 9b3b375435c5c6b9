package dev.weir.runtime.live;

import dev.weir.contract.health.HealthReport;
import dev.weir.contract.health.HealthSecond;
import java.util.ArrayList;
import java.util.List;

/**
 * How one live stream arrives, and arrived over the last minutes.
 *
 * @param now its newest report
 * @param seconds what this board heard of, oldest first, at most {@link #MAX_SECONDS}
 */
public record LiveHealth(HealthReport now, List<HealthSecond> seconds) {

  /** How far a board looks back. */
  public static final int MAX_SECONDS = 300;

  /** Copies the list. */
  public LiveHealth {
    seconds = List.copyOf(seconds);
  }

  static LiveHealth first(HealthReport report) {
    return new LiveHealth(report, report.seconds());
  }

  /** The same a report later; what both know of is there once. */
  LiveHealth then(HealthReport report) {
    long known = seconds.isEmpty() ? Long.MIN_VALUE : seconds.getLast().epochSecond();
    List<HealthSecond> all = new ArrayList<>(seconds);
    report.seconds().stream().filter(one -> one.epochSecond() > known).forEach(all::add);
    int tooMany = Math.max(0, all.size() - MAX_SECONDS);
    return new LiveHealth(report, all.subList(tooMany, all.size()));
  }
}
