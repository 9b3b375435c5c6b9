package dev.weir.portal.approval;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where requests are decided, and what was agreed to is done. For virtual threads. */
public final class ApprovalDesk {

  /** Requests that a list shows, those that wait first. */
  public static final int MAX_LISTED = 150;

  private static final String COLUMNS =
      """
      SELECT id, kind, object, payload, requested_by, requester_name, requested_at, expires_at,
        state, decided_by
      FROM approval
      """;
  private static final String LIST =
      COLUMNS
          + "WHERE tenant_id = $1 ORDER BY state = 'PENDING' DESC, requested_at DESC, id LIMIT $2";
  private static final String FIND = COLUMNS + "WHERE tenant_id = $1 AND id = $2";
  private static final String LOCK = FIND + " FOR UPDATE";
  private static final String DECIDE =
      """
      UPDATE approval SET state = $3, decided_by = $4, decided_at = $5
      WHERE tenant_id = $1 AND id = $2
      """;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;
  private final Map<ApprovalKind, ApprovedAction> actions;

  /** Does these things once they are agreed to. */
  public ApprovalDesk(
      Database database,
      AuditLog audit,
      TimeSource time,
      Map<ApprovalKind, ApprovedAction> actions) {
    this.database = database;
    this.audit = audit;
    this.time = time;
    this.actions = Map.copyOf(actions);
  }

  /** What can be agreed to here. */
  public Set<ApprovalKind> kinds() {
    return actions.keySet();
  }

  /** What waits, and what was decided lately. */
  public List<Approval> list(Actor actor) {
    actor.require(Permission.TENANT_READ);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          Approvals.expire(connection, actor.tenant(), time.now());
          List<Approval> requests = new ArrayList<>();
          Tuple values = Tuple.of(actor.tenant().value(), MAX_LISTED);
          for (Row row : connection.preparedQuery(LIST).execute(values).await()) {
            approval(row).ifPresent(requests::add);
          }
          return requests;
        });
  }

  /** One request. Wants {@link Permission#TENANT_READ}; throws {@code NOT_FOUND}. */
  public Approval find(Actor actor, UUID id) {
    actor.require(Permission.TENANT_READ);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          Approvals.expire(connection, actor.tenant(), time.now());
          return find(connection, FIND, actor, id);
        });
  }

  /** Agrees, and does it. Wants the kind's permission, and a person other than who asked. */
  public Approval approve(Actor actor, UUID id) {
    Approval approved =
        database.inTenant(
            actor.tenant(),
            connection -> {
              Approval request = waiting(connection, actor, id);
              if (isOwn(actor, request)) {
                throw new WeirFault(FaultCode.APPROVAL_BY_ANOTHER, "request=" + id);
              }
              decide(connection, actor, request, Approval.State.APPROVED);
              action(request).perform(connection, actor, request);
              return request;
            });
    action(approved).committed(actor, approved);
    return approved;
  }

  /** Refuses; whoever asked may so withdraw it. */
  public Approval refuse(Actor actor, UUID id) {
    return database.inTenant(
        actor.tenant(),
        connection -> {
          Approval request = waiting(connection, actor, id);
          boolean own = isOwn(actor, request);
          decide(
              connection, actor, request, own ? Approval.State.WITHDRAWN : Approval.State.REJECTED);
          return request;
        });
  }

  /**
   * Takes back what the actor asked for; for a program, what was asked with its key. Wants the
   * kind's permission; throws {@code FORBIDDEN} for what somebody else asked for.
   */
  public Approval withdraw(Actor actor, UUID id) {
    return database.inTenant(
        actor.tenant(),
        connection -> {
          Approval request = waiting(connection, actor, id);
          if (!asked(connection, actor, request)) {
            throw new WeirFault(FaultCode.FORBIDDEN, "request=" + id + " who=" + actor.who());
          }
          decide(connection, actor, request, Approval.State.WITHDRAWN);
          return request;
        });
  }

  private Approval waiting(SqlConnection connection, Actor actor, UUID id) {
    Approval request = find(connection, LOCK, actor, id);
    actor.require(request.kind().permission());
    if (request.state() != Approval.State.PENDING || !request.expiresAt().isAfter(time.now())) {
      throw new WeirFault(FaultCode.APPROVAL_OVER, "request=" + id + " state=" + request.state());
    }
    return request;
  }

  private static Approval find(SqlConnection connection, String sql, Actor actor, UUID id) {
    Tuple values = Tuple.of(actor.tenant().value(), id);
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      return approval(row).orElseThrow(() -> unknown(id));
    }
    throw unknown(id);
  }

  /** Requests name who is behind a program, and call it by its key's name. */
  private static boolean asked(SqlConnection connection, Actor actor, Approval request) {
    boolean named =
        !(actor.who() instanceof Who.Key) || actor.name().equals(request.requesterName());
    return named
        && Optional.ofNullable(Approvals.requester(connection, actor))
            .map(PersonId::new)
            .equals(request.requestedBy());
  }

  /** A program does not count as a second person: somebody has made its key. */
  private static boolean isOwn(Actor actor, Approval request) {
    return switch (actor.who()) {
      case Who.Person person -> request.isOf(person.id());
      case Who.Operator operator -> request.isOf(operator.id());
      case Who.CommandLine _ -> false;
      case Who.Key _, Who.Platform _, Who.Stranger _ ->
          throw new WeirFault(FaultCode.APPROVAL_BY_ANOTHER, "who=" + actor.who());
    };
  }

  private void decide(
      SqlConnection connection, Actor actor, Approval request, Approval.State state) {
    Tuple values =
        Tuple.of(
            actor.tenant().value(),
            request.id(),
            state.name(),
            actor.name(),
            time.now().atOffset(ZoneOffset.UTC));
    connection.preparedQuery(DECIDE).execute(values).await();
    AuditAction told =
        state == Approval.State.APPROVED
            ? AuditAction.APPROVAL_GIVEN
            : AuditAction.APPROVAL_REFUSED;
    audit.record(
        connection,
        actor,
        AuditEntry.of(told, request.object())
            .before(AuditFacts.none().with("requestedBy", request.requesterName()))
            .after(
                AuditFacts.none().with("kind", request.kind().name()).with("state", state.name())));
  }

  private ApprovedAction action(Approval request) {
    return Optional.ofNullable(actions.get(request.kind()))
        .orElseThrow(() -> new IllegalStateException("nobody does " + request.kind()));
  }

  private static WeirFault unknown(UUID id) {
    return new WeirFault(FaultCode.NOT_FOUND, "request=" + id);
  }

  /** Empty for a kind that only a newer release knows. */
  private static Optional<Approval> approval(Row row) {
    return ApprovalKind.parse(row.getString("kind"))
        .map(kind ->
            new Approval(
                row.getUUID("id"),
                kind,
                row.getString("object"),
                (JsonObject) row.getJson("payload"),
                Optional.ofNullable(row.getUUID("requested_by")).map(PersonId::new),
                row.getString("requester_name"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                Approval.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("decided_by")).orElse("")));
  }
}
