package dev.weir.portal.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Domains with their apps and keys. Signing keys are sealed before they are written and bound to
 * their domain and side. For virtual threads.
 */
public final class DomainStore {

  private static final String POLICIES_OF_TENANT =
      PolicyRows.SELECT + "WHERE d.tenant_id = $1 ORDER BY d.name";
  private static final String POLICIES_OF_ALL = PolicyRows.SELECT + "ORDER BY d.name";
  private static final String INSERT_DOMAIN =
      "INSERT INTO domain (tenant_id, id, name) VALUES ($1, $2, $3)";
  private static final String INSERT_PUSH =
      """
      INSERT INTO domain_push (tenant_id, domain_id, signature_validity_s, reconnect_window_s,
        max_live_streams)
      VALUES ($1, $2, $3, $4, $5)
      """;
  private static final String INSERT_PLAY =
      """
      INSERT INTO domain_play (tenant_id, domain_id, push_domain_id, signature_validity_s,
        session_lifetime_s, max_viewers)
      VALUES ($1, $2, $2, $3, $4, $5)
      """;
  private static final String INSERT_APP =
      "INSERT INTO app (tenant_id, domain_id, name) VALUES ($1, $2, $3)";
  private static final String INSERT_KEY =
      """
      INSERT INTO signing_key (tenant_id, domain_id, side, rank, name, sealed_secret)
      VALUES ($1, $2, $3, 1, $4, $5)
      """;
  private static final String DELETE = "DELETE FROM domain WHERE tenant_id = $1 AND name = $2";

  private final Database database;
  private final SealedBox box;
  private final PolicyRows rows;

  /** Domains in this database, with keys sealed in this box. */
  public DomainStore(Database database, SealedBox box) {
    this.database = database;
    this.box = box;
    this.rows = new PolicyRows(box);
  }

  /** A tenant's domains, by name. */
  public TenantDomains of(TenantId tenant) {
    return new TenantDomains(
        database.inTenant(
            tenant,
            connection -> policies(connection, POLICIES_OF_TENANT, Tuple.of(tenant.value()))));
  }

  /** The domains of all tenants: for the publishing of policies alone. */
  public List<DomainPolicy> all() {
    return database.inPlatform(connection -> policies(connection, POLICIES_OF_ALL, Tuple.tuple()));
  }

  /** Adds a domain. Throws when the name is taken, by whichever tenant. */
  public void create(TenantId tenant, NewDomain domain) {
    database.inTenant(
        tenant,
        connection -> {
          UUID id = UUID.randomUUID();
          run(connection, INSERT_DOMAIN, Tuple.of(tenant.value(), id, domain.name().value()));
          run(connection, INSERT_PUSH, pushDefaults(tenant, id));
          run(connection, INSERT_PLAY, playDefaults(tenant, id));
          for (AppName app : domain.apps()) {
            run(connection, INSERT_APP, Tuple.of(tenant.value(), id, app.value()));
          }
          run(connection, INSERT_KEY, key(tenant, id, Side.PUSH, domain.pushKey()));
          return run(connection, INSERT_KEY, key(tenant, id, Side.PLAY, domain.playKey()));
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

  private Tuple key(TenantId tenant, UUID domainId, Side side, SigningKey key) {
    return Tuple.of(
        tenant.value(),
        domainId,
        side.name(),
        key.id(),
        box.seal(key.secret(), PolicyRows.context(domainId, side)));
  }

  private static Tuple pushDefaults(TenantId tenant, UUID id) {
    return Tuple.of(
        tenant.value(),
        id,
        (int) PushPolicy.DEFAULT_SIGNATURE_VALIDITY.toSeconds(),
        (int) PushPolicy.DEFAULT_RECONNECT_WINDOW.toSeconds(),
        PushPolicy.DEFAULT_MAX_LIVE_STREAMS);
  }

  private static Tuple playDefaults(TenantId tenant, UUID id) {
    return Tuple.of(
        tenant.value(),
        id,
        (int) PushPolicy.DEFAULT_SIGNATURE_VALIDITY.toSeconds(),
        (int) PlayPolicy.DEFAULT_SESSION_LIFETIME.toSeconds(),
        PlayPolicy.DEFAULT_MAX_VIEWERS);
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await().rowCount();
  }
}
