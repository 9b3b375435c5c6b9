package dev.weir.portal.approval;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an action waits for a second person; asked within the transaction that would do it. For
 * virtual threads.
 */
public final class Approvals {

  /** How long a request waits to be decided. */
  public static final Duration PATIENCE = Duration.ofDays(7);

  /** Most requests of a tenant that wait at once. */
  public static final int MAX_PENDING = 100;

  private static final String RULES =
      "SELECT second_person FROM tenant_setting WHERE tenant_id = $1";
  private static final String COUNT_PENDING =
      "SELECT count(*) FROM approval WHERE tenant_id = $1 AND state = 'PENDING'";
  private static final String EXPIRE =
      """
      UPDATE approval SET state = 'EXPIRED', decided_at = expires_at
      WHERE tenant_id = $1 AND state = 'PENDING' AND expires_at <= $2
      """;
  private static final String FIND =
      """
      SELECT id FROM approval
      WHERE tenant_id = $1 AND kind = $2 AND object = $3 AND state = 'PENDING'
      """;
  private static final String INSERT =
      """
      INSERT INTO approval (tenant_id, id, kind, object, payload, requested_by, requester_name,
        requested_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (tenant_id, kind, object) WHERE state = 'PENDING' DO NOTHING
      """;
  private static final String KEY_MAKER =
      "SELECT created_by FROM api_key WHERE tenant_id = $1 AND id = $2";

  private final AuditLog audit;
  private final TimeSource time;

  /** Requests timed by this clock. */
  public Approvals(AuditLog audit, TimeSource time) {
    this.audit = audit;
    this.time = time;
  }

  /** What an actor is told. */
  public sealed interface Answer {

    /** Nobody else is needed: do it now, in the same transaction. */
    record GoAhead() implements Answer {}

    /** Do nothing: somebody else decides, and it is then done. */
    record Waits(UUID request) implements Answer {}
  }

  /**
   * Asks before something is done that may need a second person. A request for the same thing that
   * waits already is not made twice.
   *
   * @param connection within the tenant's transaction; whatever the answer, it is to be committed
   * @param object what it is about, as people know it
   * @param payload what the kind's {@link ApprovedAction} needs to know; no secrets
   */
  public Answer need(
      SqlConnection connection, Actor actor, ApprovalKind kind, String object, JsonObject payload) {
    actor.require(kind.permission());
    if (actor.who() instanceof Who.CommandLine
        || !rules(connection, actor.tenant()).contains(kind)) {
      return new Answer.GoAhead();
    }
    return ask(connection, actor, kind, object, payload);
  }

  /** The same for what always needs a second person. */
  public Answer.Waits ask(
      SqlConnection connection, Actor actor, ApprovalKind kind, String object, JsonObject payload) {
    actor.require(kind.permission());
    UUID tenant = actor.tenant().value();
    expire(connection, actor.tenant(), time.now());
    if (first(connection, COUNT_PENDING, Tuple.of(tenant)).getLong(0) >= MAX_PENDING) {
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, "approvals tenant=" + actor.tenant());
    }
    Instant now = time.now();
    Tuple values =
        Tuple.of(tenant, UUID.randomUUID(), kind.name(), object, payload)
            .addUUID(requester(connection, actor))
            .addString(actor.name())
            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
            .addOffsetDateTime(now.plus(PATIENCE).atOffset(ZoneOffset.UTC));
    if (connection.preparedQuery(INSERT).execute(values).await().rowCount() > 0) {
      audit.record(
          connection,
          actor,
          AuditEntry.of(AuditAction.APPROVAL_ASKED, object)
              .after(AuditFacts.none().with("kind", kind.name())));
    }
    Row request = first(connection, FIND, Tuple.of(tenant, kind.name(), object));
    return new Answer.Waits(request.getUUID("id"));
  }

  /** What needs a second person in this tenant. */
  public Set<ApprovalKind> rules(SqlConnection connection, TenantId tenant) {
    Set<ApprovalKind> kinds = EnumSet.noneOf(ApprovalKind.class);
    for (Row row : connection.preparedQuery(RULES).execute(Tuple.of(tenant.value())).await()) {
      for (String name : row.getArrayOfStrings("second_person")) {
        ApprovalKind.parse(name).ifPresent(kinds::add);
      }
    }
    return kinds;
  }

  static void expire(SqlConnection connection, TenantId tenant, Instant now) {
    connection
        .preparedQuery(EXPIRE)
        .execute(Tuple.of(tenant.value(), now.atOffset(ZoneOffset.UTC)))
        .await();
  }

  /** Who is behind it: whoever made an API key must not agree to what the key asks for. */
  static @Nullable UUID requester(SqlConnection connection, Actor actor) {
    return switch (actor.who()) {
      case Who.Person person -> person.id().value();
      case Who.Operator operator -> operator.id().value();
      case Who.Key key ->
          first(connection, KEY_MAKER, Tuple.of(actor.tenant().value(), key.id().value()))
              .getUUID("created_by");
      case Who.CommandLine _, Who.Platform _, Who.Stranger _ -> null;
    };
  }

  private static Row first(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().iterator().next();
  }
}
