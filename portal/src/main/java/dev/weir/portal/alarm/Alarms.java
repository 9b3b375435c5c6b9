package dev.weir.portal.alarm;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.AlarmRows;
import dev.weir.portal.alarm.log.AlarmWords;
import dev.weir.portal.alarm.log.Silence;
import dev.weir.portal.alarm.log.SilenceRows;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.rule.RuleRows;
import dev.weir.portal.alarm.state.Course;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.event.Subject;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is raised, and was: looking, taking in hand, and silences. Each change is audited. Pages and
 * API call the same methods. For virtual threads.
 */
public final class Alarms {

  /** Most raised alarms that a page shows. */
  public static final int MAX_SHOWN = 200;

  /** Silences of a tenant at a time. */
  public static final int MAX_SILENCES = 100;

  /** Longest silence. */
  public static final Duration MAX_SILENCE = Duration.ofDays(30);

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Alarms in this database. */
  public Alarms(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /** What is raised now, the newest first, at most {@link #MAX_SHOWN}. */
  public List<Alarm> raised(Actor actor) {
    return read(actor, connection -> AlarmRows.raised(actor.tenant(), connection, MAX_SHOWN));
  }

  /** What is, or was, raised: the newest first, from below a position on, one more than asked. */
  public List<Alarm> list(Actor actor, Set<Course.Phase> phases, long below, int limit) {
    Set<Course.Phase> told = EnumSet.copyOf(phases);
    told.remove(Course.Phase.PENDING);
    return read(
        actor, connection -> AlarmRows.page(actor.tenant(), connection, told, below, limit + 1));
  }

  /** One of them; throws {@code WeirFault NOT_FOUND}. */
  public Alarm find(Actor actor, UUID id) {
    return read(actor, connection -> known(connection, actor, id));
  }

  /** How many are raised, for the bell. */
  public long count(TenantId tenant) {
    return database.inTenant(tenant, connection -> AlarmRows.countRaised(tenant, connection));
  }

  /** Silences that are not over, in the order of their ends. */
  public List<Silence> silences(Actor actor) {
    return read(actor, connection -> SilenceRows.all(actor.tenant(), connection, time.now()));
  }

  /**
   * Takes an alarm in hand; whoever comes second changes nothing, and what is over stays as it was.
   * Throws {@code WeirFault NOT_FOUND}.
   */
  public Alarm acknowledge(Actor actor, UUID id) {
    return change(
        actor,
        connection -> {
          Alarm alarm = known(connection, actor, id);
          if (AlarmRows.acknowledge(actor.tenant(), connection, id, time.now(), actor.name())) {
            audit.record(
                connection,
                actor,
                AuditEntry.of(AuditAction.ALARM_ACKNOWLEDGED, alarm.ruleName())
                    .after(
                        AuditFacts.none()
                            .with("alarm", id.toString())
                            .with("about", AlarmWords.subject(alarm.subject()))));
          }
          return known(connection, actor, id);
        });
  }

  /**
   * Silences a rule. What is raised meanwhile is told when the silence ends, if it is raised still.
   * Throws {@code WeirFault}: {@code NOT_FOUND}; {@code ALARM_SILENCES_EXCEEDED}; {@code
   * SETTING_INVALID} about {@code until} or {@code reason}.
   *
   * @param about what it is silent about; empty for everything
   */
  public Silence silence(
      Actor actor, RuleId id, Optional<Subject> about, Instant until, String reason) {
    Instant now = time.now();
    if (!until.isAfter(now) || until.isAfter(now.plus(MAX_SILENCE))) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "until", "until=" + until);
    }
    if (reason.length() > Silence.MAX_REASON || reason.chars().anyMatch(Character::isISOControl)) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "reason", "length=" + reason.length());
    }
    if (about.map(Alarms::isUnwritable).orElse(false)) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "stream", "control characters");
    }
    return change(
        actor,
        connection -> {
          AlarmRule rule =
              RuleRows.find(actor.tenant(), connection, id)
                  .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "rule=" + id));
          if (SilenceRows.all(actor.tenant(), connection, now).size() >= MAX_SILENCES) {
            throw new WeirFault(FaultCode.ALARM_SILENCES_EXCEEDED, "silences=" + MAX_SILENCES);
          }
          Silence silence = new Silence(UUID.randomUUID(), id, about, until, reason, actor.name());
          SilenceRows.insert(actor.tenant(), connection, silence, now);
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.ALARM_SILENCED, rule.settings().name())
                  .after(
                      AuditFacts.none()
                          .with("about", about.map(AlarmWords::subject).orElse(""))
                          .with("until", until.toString())
                          .with("reason", reason)));
          return silence;
        });
  }

  /** PostgreSQL keeps no NUL, and no name has one. */
  private static boolean isUnwritable(Subject about) {
    return about.text().chars().anyMatch(Character::isISOControl);
  }

  /** Ends a silence before its time. Throws {@code WeirFault NOT_FOUND}. */
  public void endSilence(Actor actor, UUID id) {
    change(
        actor,
        connection -> {
          RuleId rule =
              SilenceRows.delete(actor.tenant(), connection, id)
                  .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "silence=" + id));
          String name =
              RuleRows.find(actor.tenant(), connection, rule)
                  .map(known -> known.settings().name())
                  .orElse("");
          audit.record(connection, actor, AuditEntry.of(AuditAction.ALARM_SILENCE_ENDED, name));
          return rule;
        });
  }

  private <T> T read(Actor actor, Function<SqlConnection, T> work) {
    actor.require(Permission.ALARMS_READ);
    return database.inTenant(actor.tenant(), work);
  }

  private <T> T change(Actor actor, Function<SqlConnection, T> work) {
    actor.require(Permission.ALARMS_WRITE);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          RuleRows.lock(actor.tenant(), connection);
          return work.apply(connection);
        });
  }

  private static Alarm known(SqlConnection connection, Actor actor, UUID id) {
    return AlarmRows.find(actor.tenant(), connection, id)
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, actor.tenant() + "/" + id));
  }
}
