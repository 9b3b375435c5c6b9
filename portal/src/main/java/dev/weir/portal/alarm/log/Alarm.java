package dev.weir.portal.alarm.log;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.state.Course;
import dev.weir.portal.callback.event.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One time that a rule found something.
 *
 * @param tenant whose it is
 * @param id by which it is named everywhere
 * @param position grows with every alarm
 * @param rule that found it; it may be gone
 * @param ruleName what the rule was called
 * @param kind what the rule looked at
 * @param subject a stream, a domain or the tenant
 * @param course how far it has come
 * @param raisedAt when it was raised; empty while it is pending
 * @param resolvedAt when it was over
 * @param measured the last value, in the kind's unit
 * @param bound of the rule, then
 * @param told whether anybody was told
 * @param acknowledgedAt when somebody took it in hand
 * @param acknowledgedBy who did; empty for nobody
 */
public record Alarm(
    TenantId tenant,
    UUID id,
    long position,
    RuleId rule,
    String ruleName,
    AlarmKind kind,
    Subject subject,
    Course course,
    Optional<Instant> raisedAt,
    Optional<Instant> resolvedAt,
    double measured,
    long bound,
    boolean told,
    Optional<Instant> acknowledgedAt,
    String acknowledgedBy) {

  /** Whether it is raised right now. */
  public boolean isRaised() {
    return course.phase() == Course.Phase.RAISED;
  }

  /** The same as it is after a measurement. */
  public Alarm then(Course next, double value, long boundThen, Instant now) {
    boolean raised = next.phase() != Course.Phase.PENDING;
    boolean over = next.phase() == Course.Phase.RESOLVED;
    return new Alarm(
        tenant,
        id,
        position,
        rule,
        ruleName,
        kind,
        subject,
        next,
        raisedAt.or(() -> raised ? Optional.of(now) : Optional.empty()),
        resolvedAt.or(() -> over ? Optional.of(now) : Optional.empty()),
        value,
        boundThen,
        told,
        acknowledgedAt,
        acknowledgedBy);
  }

  /** The same, of which somebody has been told. */
  public Alarm asTold() {
    return new Alarm(
        tenant,
        id,
        position,
        rule,
        ruleName,
        kind,
        subject,
        course,
        raisedAt,
        resolvedAt,
        measured,
        bound,
        true,
        acknowledgedAt,
        acknowledgedBy);
  }
}
