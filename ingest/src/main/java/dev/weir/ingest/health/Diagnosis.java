package dev.weir.ingest.health;

import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with one stream, out of what the {@link Symptoms} say each second. What is seen
 * must stay for a while before it is a finding, and be gone for a while before that is over, so
 * that a stream at the edge does not go back and forth. Pure: it is told the time. Belongs to one
 * thread.
 */
final class Diagnosis {

  /** What is out of bounds for so many seconds in a row is a finding. */
  static final int BEGINS_AFTER_SECONDS = 3;

  /** What was within bounds for so many seconds in a row is over. */
  static final int ENDS_AFTER_SECONDS = 10;

  /**
   * What was seen in a second.
   *
   * @param severity how much it matters
   * @param measured in the issue's unit
   * @param expected in the issue's unit
   * @param atOnce whether it is a finding without being seen again
   */
  record Sign(HealthVerdict severity, double measured, double expected, boolean atOnce) {

    /** Something that has to last. */
    static Sign lasting(HealthVerdict severity, double measured, double expected) {
      return new Sign(severity, measured, expected, false);
    }

    /** Something that happened. */
    static Sign event(HealthVerdict severity, double measured) {
      return new Sign(severity, measured, 0, true);
    }
  }

  /** A finding that began or is over. */
  record Turn(HealthFinding finding, Optional<Instant> endedAt) {}

  /** How long an issue has been seen, or not been seen. */
  private static final class Course {
    private int seenSeconds;
    private int unseenSeconds;
    private Optional<HealthFinding> finding = Optional.empty();
  }

  private final Map<HealthIssue, Course> courses = new EnumMap<>(HealthIssue.class);

  /** What is wrong now. */
  List<HealthFinding> findings() {
    return courses.values().stream().flatMap(course -> course.finding.stream()).toList();
  }

  /** A second later: what was seen in it. Returns what began and what is over. */
  List<Turn> second(Instant now, Map<HealthIssue, Sign> signs) {
    List<Turn> turns = new ArrayList<>();
    for (HealthIssue issue : HealthIssue.values()) {
      Sign sign = signs.get(issue);
      Course course = courses.get(issue);
      if (sign != null) {
        seen(issue, sign, now).ifPresent(turns::add);
      } else if (course != null) {
        unseen(issue, course, now).ifPresent(turns::add);
      }
    }
    return turns;
  }

  /** Nobody can look any more: what was found is over. */
  List<Turn> end(Instant now) {
    List<Turn> turns =
        findings().stream().map(finding -> new Turn(finding, Optional.of(now))).toList();
    courses.clear();
    return turns;
  }

  private Optional<Turn> seen(HealthIssue issue, Sign sign, Instant now) {
    Course course = courses.computeIfAbsent(issue, _ -> new Course());
    course.seenSeconds++;
    course.unseenSeconds = 0;
    if (course.finding.isPresent()) {
      course.finding = course.finding.map(known -> worse(known, sign));
      return Optional.empty();
    }
    if (!sign.atOnce() && course.seenSeconds < BEGINS_AFTER_SECONDS) {
      return Optional.empty();
    }
    HealthFinding begun =
        new HealthFinding(issue, sign.severity(), sign.measured(), sign.expected(), now);
    course.finding = Optional.of(begun);
    return Optional.of(new Turn(begun, Optional.empty()));
  }

  private Optional<Turn> unseen(HealthIssue issue, Course course, Instant now) {
    course.seenSeconds = 0;
    course.unseenSeconds++;
    if (course.finding.isPresent() && course.unseenSeconds < ENDS_AFTER_SECONDS) {
      return Optional.empty();
    }
    courses.remove(issue);
    return course.finding.map(finding -> new Turn(finding, Optional.of(now)));
  }

  /** The worst is what is remembered: farthest from what was expected. */
  private static HealthFinding worse(HealthFinding known, Sign sign) {
    double before = Math.abs(known.measured() - known.expected());
    boolean farther = Math.abs(sign.measured() - sign.expected()) > before;
    HealthVerdict severity =
        known.severity().compareTo(sign.severity()) >= 0 ? known.severity() : sign.severity();
    return new HealthFinding(
        known.issue(),
        severity,
        farther ? sign.measured() : known.measured(),
        farther ? sign.expected() : known.expected(),
        known.since());
  }
}
