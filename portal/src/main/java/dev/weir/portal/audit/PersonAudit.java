package dev.weir.portal.audit;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Who;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What happens to a person's account, written into the audit log of each tenant that the person
 * works for: it concerns all of them alike.
 */
public final class PersonAudit {

  /** In the order in which all writers lock several chains. */
  private static final String TENANTS =
      """
      SELECT m.tenant_id, p.email FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.person_id = $1 ORDER BY m.tenant_id
      """;

  private final AuditLog log;

  /** Writes into this log. */
  public PersonAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * What is done to an account.
   *
   * @param before how it was, as far as it changes
   * @param after how it is
   */
  public record Change(AuditAction action, AuditFacts before, AuditFacts after) {}

  /** Adds an entry for each tenant, about something that leaves no facts. */
  public void record(
      SqlConnection connection, PersonId person, Who by, Origin origin, AuditAction action) {
    record(
        connection, person, by, origin, new Change(action, AuditFacts.none(), AuditFacts.none()));
  }

  /**
   * Adds an entry for each tenant.
   *
   * @param connection within a transaction of the platform
   * @param by who does it
   * @param origin from where
   */
  public void record(
      SqlConnection connection, PersonId person, Who by, Origin origin, Change change) {
    List<Row> tenants = new ArrayList<>();
    connection
        .preparedQuery(TENANTS)
        .execute(Tuple.of(person.value()))
        .await()
        .forEach(tenants::add);
    for (Row row : tenants) {
      log.record(
          connection,
          new Actor(new TenantId(row.getUUID("tenant_id")), by, Set.of(), origin),
          new AuditEntry(change.action(), row.getString("email"), change.before(), change.after()));
    }
  }
}
