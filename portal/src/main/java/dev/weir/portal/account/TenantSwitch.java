package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.TenantChoice;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A person who works for several tenants turns from one to another: the session stays, and works
 * for the other tenant from its next request on. For virtual threads.
 */
public final class TenantSwitch {

  /** Tenants of a person that are offered. */
  public static final int MAX_OFFERED = 50;

  private static final String TENANTS =
      """
      SELECT t.id, t.name FROM membership m
      JOIN tenant t ON t.id = m.tenant_id AND t.state = 'ACTIVE'
      WHERE m.person_id = $1 ORDER BY lower(t.name), t.id LIMIT $2
      """;
  private static final String TURN =
      """
      UPDATE portal_session s SET tenant_id = m.tenant_id
      FROM membership m JOIN tenant t ON t.id = m.tenant_id AND t.state = 'ACTIVE'
      WHERE s.id_hash = $1 AND s.person_id = $2 AND m.person_id = $2 AND m.tenant_id = $3
      RETURNING m.role
      """;

  private final Database database;
  private final AuditLog audit;

  /** Among the tenants of this database. */
  public TenantSwitch(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /** The tenants that a person may turn to, by name; empty where there is no choice. */
  public List<TenantChoice> choices(SignedIn person) {
    return database.inPlatform(connection -> {
      List<TenantChoice> choices = new ArrayList<>();
      Tuple values = Tuple.of(person.person().value(), MAX_OFFERED);
      for (Row row : connection.preparedQuery(TENANTS).execute(values).await()) {
        TenantId tenant = new TenantId(row.getUUID("id"));
        choices.add(
            new TenantChoice(
                tenant.toString(), row.getString("name"), tenant.equals(person.tenant())));
      }
      return choices.size() > 1 ? choices : List.of();
    });
  }

  /** Turns a session. Throws {@code NOT_FOUND} for a tenant that the person does not work for. */
  public void turn(SignedIn person, Origin origin, String sessionId, TenantId to) {
    Buffer session = Buffer.buffer(Tokens.sha256(sessionId));
    Tuple values = Tuple.of(session, person.person().value(), to.value());
    database.inPlatform(connection -> {
      for (Row row : connection.preparedQuery(TURN).execute(values).await()) {
        Role role = Role.valueOf(row.getString("role"));
        Who who = new Who.Person(person.person(), person.name(), person.email(), role);
        audit.record(
            connection,
            new Actor(to, who, Set.of(), origin),
            AuditEntry.of(AuditAction.TENANT_TURNED_TO, person.email())
                .before(AuditFacts.none().with("tenant", person.tenant().toString())));
        return to;
      }
      throw new WeirFault(FaultCode.NOT_FOUND, "tenant=" + to + " person=" + person.person());
    });
  }
}
