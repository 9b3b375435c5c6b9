package dev.weir.portal.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.approval.Approval;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.approval.Approvals;
import dev.weir.portal.approval.ApprovedAction;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads and changes a tenant's settings. Lifting a rule of the second person is itself agreed to by
 * a second person. For virtual threads.
 */
public final class Settings implements ApprovedAction {

  private static final String READ =
      """
      SELECT t.name, coalesce(s.second_person, '{}') AS second_person,
        coalesce(s.two_steps, false) AS two_steps, coalesce(s.version, 0) AS version,
        coalesce(s.changed_by, '') AS changed_by
      FROM tenant t LEFT JOIN tenant_setting s ON s.tenant_id = t.id
      WHERE t.id = $1
      """;

  /** Two who edit at once take turns at the tenant's row, which is always there. */
  private static final String LOCK = "SELECT 1 FROM tenant WHERE id = $1 FOR UPDATE";

  private static final String RENAME = "UPDATE tenant SET name = $2, updated_at = $3 WHERE id = $1";
  private static final String WRITE =
      """
      INSERT INTO tenant_setting (tenant_id, second_person, version, changed_at, changed_by, two_steps)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (tenant_id) DO UPDATE
        SET second_person = excluded.second_person, version = excluded.version,
          changed_at = excluded.changed_at, changed_by = excluded.changed_by,
          two_steps = excluded.two_steps
      """;
  private static final String DECIDERS =
      "SELECT count(*) FROM membership WHERE tenant_id = $1 AND role = ANY($2)";

  private final Database database;
  private final Approvals approvals;
  private final AuditLog audit;
  private final TimeSource time;

  /** Settings in this database. */
  public Settings(Database database, Approvals approvals, AuditLog audit, TimeSource time) {
    this.database = database;
    this.approvals = approvals;
    this.audit = audit;
    this.time = time;
  }

  /** What came of an edit. */
  public sealed interface Outcome {

    /** It holds from now on. */
    record Saved() implements Outcome {}

    /**
     * Name and new rules hold; what would be lifted waits for a second person.
     *
     * @param approval the request for it
     */
    record Waits(UUID approval) implements Outcome {}

    /** There is nobody else who could decide: the tenant would lock itself out. */
    record Alone() implements Outcome {}

    /** Somebody else was quicker; nothing is changed. */
    record Conflict(TenantSettings theirs) implements Outcome {}
  }

  /** The settings as they are. Wants {@link Permission#TENANT_READ}. */
  public TenantSettings read(Actor actor) {
    actor.require(Permission.TENANT_READ);
    return database.inTenant(actor.tenant(), connection -> read(connection, actor.tenant()));
  }

  /**
   * Changes them. Wants {@link Permission#TENANT_WRITE}.
   *
   * @param version that was looked at
   */
  public Outcome change(Actor actor, long version, TenantSettings.Wish wish) {
    actor.require(Permission.TENANT_WRITE);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          connection.preparedQuery(LOCK).execute(Tuple.of(actor.tenant().value())).await();
          TenantSettings before = read(connection, actor.tenant());
          if (before.version() != version) {
            return new Outcome.Conflict(before);
          }
          boolean more = !before.secondPerson().containsAll(wish.secondPerson());
          if (more && deciders(connection, actor.tenant()) < 2) {
            return new Outcome.Alone();
          }
          Set<ApprovalKind> lifted = before.liftedBy(wish.secondPerson());
          Optional<UUID> asked =
              lifted.isEmpty() ? Optional.empty() : ask(connection, actor, lifted);
          Set<ApprovalKind> after = EnumSet.noneOf(ApprovalKind.class);
          after.addAll(wish.secondPerson());
          if (asked.isPresent()) {
            after.addAll(lifted);
          }
          write(
              connection,
              actor,
              before,
              new TenantSettings.Wish(wish.name(), after, wish.twoSteps()));
          return asked.<Outcome>map(Outcome.Waits::new).orElseGet(Outcome.Saved::new);
        });
  }

  /** Lifts what a second person agreed to lift; other rules stay as they are by now. */
  @Override
  public void perform(SqlConnection connection, Actor actor, Approval approval) {
    connection.preparedQuery(LOCK).execute(Tuple.of(actor.tenant().value())).await();
    TenantSettings before = read(connection, actor.tenant());
    Set<ApprovalKind> after = EnumSet.noneOf(ApprovalKind.class);
    after.addAll(before.secondPerson());
    for (Object kind : approval.payload().getJsonArray("lifted")) {
      ApprovalKind.parse(String.valueOf(kind)).ifPresent(after::remove);
    }
    TenantSettings.Wish now = new TenantSettings.Wish(before.name(), after, before.twoSteps());
    write(connection, actor, before, now);
  }

  /** The request for a second person; empty for who needs none. */
  private Optional<UUID> ask(SqlConnection connection, Actor actor, Set<ApprovalKind> lifted) {
    if (actor.who() instanceof Who.CommandLine) {
      return Optional.empty();
    }
    JsonArray names = new JsonArray(names(lifted));
    return Optional.of(
        approvals
            .ask(
                connection,
                actor,
                ApprovalKind.RULE_LIFTED,
                String.join(", ", names(lifted)),
                new JsonObject().put("lifted", names))
            .request());
  }

  private void write(
      SqlConnection connection, Actor actor, TenantSettings before, TenantSettings.Wish now) {
    if (!now.name().equals(before.name())) {
      Tuple renaming =
          Tuple.of(actor.tenant().value(), now.name(), time.now().atOffset(ZoneOffset.UTC));
      connection.preparedQuery(RENAME).execute(renaming).await();
      audit.record(
          connection,
          actor,
          AuditEntry.of(AuditAction.TENANT_RENAMED, now.name())
              .before(AuditFacts.none().with("name", before.name()))
              .after(AuditFacts.none().with("name", now.name())));
    }
    if (!now.secondPerson().equals(before.secondPerson())) {
      audit.record(
          connection,
          actor,
          AuditEntry.of(AuditAction.SETTING_CHANGED, "secondPerson")
              .before(AuditFacts.none().with("secondPerson", names(before.secondPerson())))
              .after(AuditFacts.none().with("secondPerson", names(now.secondPerson()))));
    }
    if (now.twoSteps() != before.twoSteps()) {
      audit.record(
          connection,
          actor,
          AuditEntry.of(AuditAction.SETTING_CHANGED, "twoSteps")
              .before(AuditFacts.none().with("twoSteps", before.twoSteps()))
              .after(AuditFacts.none().with("twoSteps", now.twoSteps())));
    }
    Tuple values =
        Tuple.of(
            actor.tenant().value(),
            names(now.secondPerson()).toArray(String[]::new),
            before.version() + 1,
            time.now().atOffset(ZoneOffset.UTC),
            actor.name(),
            now.twoSteps());
    connection.preparedQuery(WRITE).execute(values).await();
  }

  private static TenantSettings read(SqlConnection connection, TenantId tenant) {
    for (Row row : connection.preparedQuery(READ).execute(Tuple.of(tenant.value())).await()) {
      Set<ApprovalKind> kinds = EnumSet.noneOf(ApprovalKind.class);
      Arrays.stream(row.getArrayOfStrings("second_person"))
          .map(ApprovalKind::parse)
          .flatMap(Optional::stream)
          .forEach(kinds::add);
      return new TenantSettings(
          row.getString("name"),
          kinds,
          row.getBoolean("two_steps"),
          row.getLong("version"),
          row.getString("changed_by"));
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "tenant=" + tenant);
  }

  /** Members who may decide everything that there is to decide. */
  private static long deciders(SqlConnection connection, TenantId tenant) {
    String[] roles =
        Arrays.stream(Role.values())
            .filter(role -> role.permissions().contains(Permission.TENANT_WRITE))
            .map(Role::name)
            .toArray(String[]::new);
    return connection
        .preparedQuery(DECIDERS)
        .execute(Tuple.of(tenant.value()).addArrayOfString(roles))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  private static List<String> names(Collection<ApprovalKind> kinds) {
    return kinds.stream().map(ApprovalKind::name).sorted().toList();
  }
}
