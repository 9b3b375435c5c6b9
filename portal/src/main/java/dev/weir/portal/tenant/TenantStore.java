package dev.weir.portal.tenant;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.UUID;

/** Tenants. For threads that may wait. */
public final class TenantStore {

  private static final String INSERT = "INSERT INTO tenant (id, name) VALUES ($1, $2)";
  private static final String COUNT = "SELECT count(*) FROM tenant";

  private final Database database;
  private final AuditLog audit;

  /** Tenants in this database. */
  public TenantStore(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /** Whether there is none yet. */
  public boolean isEmpty() {
    return database.inPlatform(
        connection -> connection.query(COUNT).execute().await().iterator().next().getLong(0) == 0);
  }

  /**
   * Makes a tenant together with its owner, both or neither.
   *
   * @param by who makes it
   * @param origin from where
   */
  public TenantId create(Who by, Origin origin, String name, Owner owner) {
    return database.inPlatform(connection -> create(connection, by, origin, name, owner));
  }

  /** The same, within a transaction of the platform. */
  public TenantId create(
      SqlConnection connection, Who by, Origin origin, String name, Owner owner) {
    TenantId tenant = new TenantId(UUID.randomUUID());
    connection.preparedQuery(INSERT).execute(Tuple.of(tenant.value(), name)).await();
    PersonStore.create(
        tenant, connection, owner.email(), owner.name(), owner.passwordHash(), Role.OWNER);
    audit.record(
        connection,
        new Actor(tenant, by, Set.of(), origin),
        AuditEntry.of(AuditAction.TENANT_CREATED, name)
            .after(AuditFacts.none().with("owner", owner.email())));
    return tenant;
  }

  /**
   * The person who owns a new tenant.
   *
   * @param passwordHash argon2id, PHC string
   */
  public record Owner(String email, String name, String passwordHash) {

    /** Keeps the hash out of log lines. */
    @Override
    public String toString() {
      return "Owner[" + email + "]";
    }
  }
}
