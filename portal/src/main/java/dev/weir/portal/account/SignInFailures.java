package dev.weir.portal.account;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes failed sign-ins into the audit log of each tenant that the account works for. It does so
 * on a thread of its own: whoever tries must not learn from the time of the answer whether there is
 * such an account. How many there can be is the throttle's matter.
 */
public final class SignInFailures {

  private static final Logger LOG = LoggerFactory.getLogger(SignInFailures.class);

  /** In the order in which all writers would lock several chains. */
  private static final String TENANTS =
      """
      SELECT m.tenant_id FROM person p JOIN membership m ON m.person_id = p.id
      WHERE p.email = $1 ORDER BY m.tenant_id
      """;

  private final Database database;
  private final AuditLog audit;

  /** Writes into this log. */
  public SignInFailures(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Somebody claimed to be {@code email}, and was not believed.
   *
   * @param email canonical; nothing is written when nobody has it
   */
  void told(String email, Origin origin) {
    Thread.ofVirtual().name("sign-in-failed").start(() -> write(email, origin));
  }

  private void write(String email, Origin origin) {
    try {
      database.inPlatform(connection -> {
        List<TenantId> tenants = tenants(connection, email);
        for (TenantId tenant : tenants) {
          audit.record(
              connection,
              new Actor(tenant, new Who.Stranger(), Set.of(), origin),
              AuditEntry.of(AuditAction.SIGN_IN_FAILED, email));
        }
        return tenants.size();
      });
    } catch (Exception lost) {
      LOG.warn(
          "event=portal.audit-lost action=SIGN_IN_FAILED request={} fault={}",
          origin.requestId(),
          String.valueOf(lost));
    }
  }

  private static List<TenantId> tenants(SqlConnection connection, String email) {
    List<TenantId> tenants = new ArrayList<>();
    for (Row row : connection.preparedQuery(TENANTS).execute(Tuple.of(email)).await()) {
      tenants.add(new TenantId(row.getUUID("tenant_id")));
    }
    return tenants;
  }
}
