package dev.weir.portal.alarm;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.log.AlarmNews;
import dev.weir.portal.alarm.log.AlarmRows;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmScope;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.rule.RuleRows;
import dev.weir.portal.alarm.state.Bounds;
import dev.weir.portal.alarm.state.Course;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The rules of a tenant. Each change is audited. What a rule has raised is over when the rule is
 * turned off or deleted. Pages and API call the same methods. For virtual threads.
 */
public final class AlarmRules {

  /** Rules of a tenant, those that everybody has among them. */
  public static final int MAX_RULES = 50;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String MEMBERS =
      """
      SELECT count(*) AS n FROM membership WHERE tenant_id = $1 AND person_id::text = ANY ($2)
      """;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Rules in this database. */
  public AlarmRules(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /** All: first the tenant's own, by name, then those that everybody has. */
  public List<AlarmRule> list(Actor actor) {
    actor.require(Permission.ALARMS_READ);
    return database.inTenant(
        actor.tenant(), connection -> RuleRows.all(actor.tenant(), connection));
  }

  /** One of these; throws {@code WeirFault NOT_FOUND}. */
  public AlarmRule find(Actor actor, RuleId id) {
    actor.require(Permission.ALARMS_READ);
    return database.inTenant(actor.tenant(), connection -> known(connection, actor, id));
  }

  /**
   * Adds a rule. Throws {@code WeirFault}: {@code ALARM_RULES_EXCEEDED}; {@code SETTING_INVALID}
   * about the setting that cannot be so.
   */
  public AlarmRule create(Actor actor, AlarmSettings settings) {
    judge(settings);
    RuleId id = new RuleId(UUID.randomUUID());
    return change(
        actor,
        connection -> {
          if (RuleRows.count(actor.tenant(), connection) >= MAX_RULES) {
            throw new WeirFault(FaultCode.ALARM_RULES_EXCEEDED, "rules=" + MAX_RULES);
          }
          judgeReaders(connection, actor.tenant(), settings);
          RuleRows.insert(actor.tenant(), connection, id, settings, by(actor));
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.ALARM_RULE_CREATED, settings.name())
                  .after(facts(settings)));
          return known(connection, actor, id);
        });
  }

  /**
   * Changes a rule; what it looks at stays. Throws {@code WeirFault}: {@code EDIT_CONFLICT} when it
   * is not that of {@code revision} any more; {@code NOT_FOUND}; {@code SETTING_INVALID} as {@link
   * #create}.
   */
  public AlarmRule save(Actor actor, RuleId id, AlarmSettings settings, long revision) {
    judge(settings);
    return change(
        actor,
        connection -> {
          AlarmRule before = known(connection, actor, id);
          if (before.revision() != revision) {
            throw new WeirFault(FaultCode.EDIT_CONFLICT, actor.tenant() + "/" + id);
          }
          if (before.settings().kind() != settings.kind()) {
            throw new WeirFault(FaultCode.SETTING_INVALID, "kind", "kind=" + settings.kind());
          }
          judgeReaders(connection, actor.tenant(), settings);
          if (!before.settings().equals(settings)) {
            RuleRows.update(actor.tenant(), connection, id, settings, by(actor));
            if (!settings.on()) {
              endAll(connection, actor.tenant(), id);
            }
            audit.record(
                connection,
                actor,
                AuditEntry.of(AuditAction.ALARM_RULE_CHANGED, settings.name())
                    .before(facts(before.settings()))
                    .after(facts(settings)));
          }
          return known(connection, actor, id);
        });
  }

  /**
   * Removes a rule; what it found stays known. Throws {@code WeirFault}: {@code NOT_FOUND}; {@code
   * ALARM_RULE_BUILT_IN} for one that everybody has.
   */
  public void delete(Actor actor, RuleId id) {
    change(
        actor,
        connection -> {
          AlarmRule before = known(connection, actor, id);
          if (before.builtIn()) {
            throw new WeirFault(FaultCode.ALARM_RULE_BUILT_IN, actor.tenant() + "/" + id);
          }
          endAll(connection, actor.tenant(), id);
          RuleRows.delete(actor.tenant(), connection, id);
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.ALARM_RULE_DELETED, before.settings().name())
                  .before(facts(before.settings())));
          return before;
        });
  }

  /** Programs that were told of an alarm are told that it is over; people did it themselves. */
  private void endAll(SqlConnection connection, TenantId tenant, RuleId id) {
    Instant now = time.now();
    Outbox outbox = new Outbox(time);
    for (Alarm alarm : AlarmRows.open(tenant, connection, id)) {
      if (!alarm.isRaised()) {
        AlarmRows.delete(tenant, connection, alarm.id());
        continue;
      }
      Course over =
          new Course(
              Course.Phase.RESOLVED,
              alarm.course().since(),
              alarm.course().calmSince(),
              alarm.course().knownAt());
      Alarm after = alarm.then(over, alarm.measured(), alarm.bound(), now);
      AlarmRows.update(tenant, connection, after);
      if (alarm.told()) {
        outbox.put(connection, tenant, AlarmNews.event(after));
      }
    }
  }

  private static void judge(AlarmSettings settings) {
    AlarmKind kind = settings.kind();
    AlarmScope scope = settings.scope();
    Bounds bounds = settings.bounds();
    require(
        "name",
        !settings.name().isBlank()
            && settings.name().length() <= AlarmSettings.MAX_NAME
            && settings.name().chars().noneMatch(Character::isISOControl));
    require("domain", scope.domain().isEmpty() || kind.reach() != AlarmKind.Reach.TENANT);
    require("app", scope.app().isEmpty() || kind.reach() == AlarmKind.Reach.STREAMS);
    require("stream", scope.stream().isEmpty() || kind.reach() == AlarmKind.Reach.STREAMS);
    require("stream", scope.stream().chars().noneMatch(Character::isISOControl));
    require("bound", fits(kind, bounds.bound()));
    require("clear", bounds.clear() == bounds.bound() || fits(kind, bounds.clear()));
    require("hold", fits(settings.hold()) && settings.hold().compareTo(kind.leastHold()) >= 0);
    require("calm", fits(settings.calm()));
    require("unplanned", !settings.unplanned() || kind == AlarmKind.STREAM_OFFLINE);
    boolean readable =
        settings.mailTo().size() <= AlarmSettings.MAX_MEMBERS + 1
            && settings.mailTo().stream().distinct().count() == settings.mailTo().size();
    require("mailTo", readable);
  }

  private static boolean fits(AlarmKind kind, long bound) {
    return bound >= kind.least() && bound <= kind.most() && bound % kind.grain() == 0;
  }

  private static boolean fits(Duration time) {
    return !time.isNegative() && time.compareTo(AlarmSettings.MAX_TIME) <= 0;
  }

  private static void judgeReaders(
      SqlConnection connection, TenantId tenant, AlarmSettings settings) {
    String[] people =
        settings.mailTo().stream()
            .filter(one -> !one.equals(AlarmSettings.OWNERS))
            .toArray(String[]::new);
    require("mailTo", Arrays.stream(people).allMatch(AlarmRules::isId));
    Tuple values = Tuple.of(tenant.value()).addArrayOfString(people);
    long known =
        connection.preparedQuery(MEMBERS).execute(values).await().iterator().next().getLong("n");
    require("mailTo", known == people.length);
  }

  private static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static void require(String setting, boolean holds) {
    if (!holds) {
      throw new WeirFault(FaultCode.SETTING_INVALID, setting, "setting=" + setting);
    }
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

  private static AlarmRule known(SqlConnection connection, Actor actor, RuleId id) {
    return RuleRows.find(actor.tenant(), connection, id)
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, actor.tenant() + "/" + id));
  }

  private static AuditFacts facts(AlarmSettings settings) {
    return AuditFacts.none()
        .with("name", settings.name())
        .with("kind", settings.kind().text())
        .with("domain", settings.scope().domain())
        .with("app", settings.scope().app())
        .with("stream", settings.scope().stream())
        .with("bound", settings.bounds().bound())
        .with("clear", settings.bounds().clear())
        .with("holdS", settings.hold().toSeconds())
        .with("calmS", settings.calm().toSeconds())
        .with("unplanned", settings.unplanned())
        .with("mailTo", settings.mailTo())
        .with("on", settings.on());
  }

  private RuleRows.Change by(Actor actor) {
    return new RuleRows.Change(actor.name(), time.now());
  }
}
