package dev.weir.portal.alarm.log;

import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.callback.event.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A time in which nobody is told of what a rule finds.
 *
 * @param id by which it is named
 * @param rule that is silent
 * @param about what it is silent about; empty for everything
 * @param until when it ends
 * @param reason why, in somebody's words
 * @param by who said so
 */
public record Silence(
    UUID id, RuleId rule, Optional<Subject> about, Instant until, String reason, String by) {

  /** Longest reason, characters. */
  public static final int MAX_REASON = 200;

  /** Whether it is about an alarm, at a time. */
  public boolean covers(Alarm alarm, Instant now) {
    return rule.equals(alarm.rule())
        && until.isAfter(now)
        && about.map(alarm.subject()::equals).orElse(true);
  }
}
