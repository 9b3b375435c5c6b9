package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Domains with their apps and keys. Signing keys are sealed before they are written and bound to
 * their domain and side. For virtual threads.
 */
public final class DomainStore {

  private static final String SERVED = PolicyRows.SELECT + "WHERE d.state = 'ONLINE' ";
  private static final String POLICIES_OF_TENANT = SERVED + "AND d.tenant_id = $1 ORDER BY d.name";
  private static final String POLICIES_OF_ALL = SERVED + "ORDER BY d.name";
  private static final String POLICIES_OF_NAME = SERVED + "AND (d.name = $1 OR pd.name = $1)";

  /** What the operator makes needs no proof. */
  private static final String INSERT_DOMAIN =
      """
      INSERT INTO domain (tenant_id, id, name, state, proven_by, proven_at)
      VALUES ($1, $2, $3, 'ONLINE', 'PLATFORM', now())
      """;

  private static final String DELETE = "DELETE FROM domain WHERE tenant_id = $1 AND name = $2";

  private final Database database;
  private final DomainParts parts;
  private final PolicyRows rows;

  /** Domains in this database, with keys sealed in this box. */
  public DomainStore(Database database, SealedBox box) {
    this.database = database;
    this.parts = new DomainParts(box);
    this.rows = new PolicyRows(box);
  }

  /** A tenant's domains that are served, by name. */
  public TenantDomains of(TenantId tenant) {
    return new TenantDomains(
        database.inTenant(
            tenant,
            connection -> policies(connection, POLICIES_OF_TENANT, Tuple.of(tenant.value()))));
  }

  /** What is served of all tenants: for the publishing of policies alone. */
  public List<DomainPolicy> all() {
    return database.inPlatform(connection -> policies(connection, POLICIES_OF_ALL, Tuple.tuple()));
  }

  /**
   * What is served under a name, and what plays its streams, whosever it is: for the publishing of
   * policies alone.
   */
  public List<DomainPolicy> around(DomainName name) {
    return database.inPlatform(
        connection -> policies(connection, POLICIES_OF_NAME, Tuple.of(name.value())));
  }

  /**
   * Adds a domain that is served at once, on the word of the platform's operator. Throws when the
   * name is proven by another tenant.
   */
  public void create(TenantId tenant, NewDomain domain) {
    DomainId id = DomainId.random();
    database.inTenant(
        tenant,
        connection -> {
          run(
              connection,
              INSERT_DOMAIN,
              Tuple.of(tenant.value(), id.value(), domain.name().value()));
          parts.push(tenant, connection, id, domain.pushKey());
          parts.play(tenant, connection, id, id.value(), domain.playKey());
          domain.apps().forEach(app -> parts.app(tenant, connection, id, app));
          return id;
        });
  }

  /** Takes a domain away, with its apps and keys; whether it was there. */
  public boolean delete(TenantId tenant, DomainName name) {
    return database.inTenant(
        tenant, connection -> run(connection, DELETE, Tuple.of(tenant.value(), name.value())) > 0);
  }

  private List<DomainPolicy> policies(SqlConnection connection, String sql, Tuple values) {
    List<DomainPolicy> policies = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      policies.add(rows.policy(row));
    }
    return policies;
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }
}
