package dev.weir.portal.store;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.domain.store.StoreDocument;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows of stores, and what uses them, within transactions of the caller. */
final class StoreRows {

  private static final String SELECT =
      """
      SELECT s.name, s.document, s.sealed_secret, s.revision, s.changed_by,
        (SELECT count(*) FROM recording r WHERE r.tenant_id = s.tenant_id AND r.store = s.name
           AND r.delete_at IS NULL AND r.state <> 'FAILED') AS recordings,
        ARRAY(SELECT d.name FROM keeping_rules k
              JOIN domain d ON d.tenant_id = k.tenant_id AND d.id = k.domain_id
              WHERE k.tenant_id = s.tenant_id AND k.kind = 'recordings'
                AND k.rules @> jsonb_build_array(jsonb_build_object('store', s.name))
              ORDER BY d.name) AS named_by
      FROM tenant_store s WHERE s.tenant_id = $1
      """;
  private static final String ALL = SELECT + "ORDER BY s.name COLLATE \"C\"";
  private static final String ONE = SELECT + "AND s.name = $2";
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String EXISTS =
      "SELECT FROM tenant_store WHERE tenant_id = $1 AND name = $2 FOR SHARE";
  private static final String INSERT =
      """
      INSERT INTO tenant_store (tenant_id, name, document, sealed_secret, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE tenant_store SET document = $3, sealed_secret = $4, changed_at = $5, changed_by = $6,
        revision = revision + 1
      WHERE tenant_id = $1 AND name = $2
      """;
  private static final String DELETE =
      "DELETE FROM tenant_store WHERE tenant_id = $1 AND name = $2";
  private static final String FORGET =
      """
      UPDATE recording SET forgotten = true, delete_at = $3
      WHERE tenant_id = $1 AND store = $2 AND delete_at IS NULL
      """;
  private static final String PUSH_DOMAINS =
      """
      SELECT d.name FROM domain d
      JOIN domain_push p ON p.tenant_id = d.tenant_id AND p.domain_id = d.id
      WHERE d.tenant_id = $1 ORDER BY d.name
      """;

  private final SealedBox box;

  StoreRows(SealedBox box) {
    this.box = box;
  }

  /**
   * Waits until nobody else changes stores of the tenant, and keeps others from it until the
   * transaction ends. Before anything else is held.
   */
  static void lock(TenantId tenant, SqlConnection connection) {
    ask(connection, LOCK, Tuple.of("stores/" + tenant));
  }

  /** Whether there is such a store; it stays until the transaction ends. */
  static boolean hold(TenantId tenant, SqlConnection connection, StoreId id) {
    return ask(connection, EXISTS, key(tenant, id)).size() == 1;
  }

  List<TenantStore> all(TenantId tenant, SqlConnection connection) {
    List<TenantStore> all = new ArrayList<>();
    for (Row row : ask(connection, ALL, Tuple.of(tenant.value()))) {
      all.add(read(tenant, row));
    }
    return all;
  }

  Optional<TenantStore> find(TenantId tenant, SqlConnection connection, StoreId id) {
    for (Row row : ask(connection, ONE, key(tenant, id))) {
      return Optional.of(read(tenant, row));
    }
    return Optional.empty();
  }

  /** False when there is one of this name. */
  boolean insert(
      TenantId tenant, SqlConnection connection, StoreId id, Bucket bucket, Change change) {
    return ask(connection, INSERT, values(tenant, id, bucket, change)).rowCount() == 1;
  }

  void update(TenantId tenant, SqlConnection connection, StoreId id, Bucket bucket, Change change) {
    ask(connection, UPDATE, values(tenant, id, bucket, change));
  }

  /** Who changes something, and when. */
  record Change(String by, Instant at) {}

  /** Deletes it, and has what lies in it forgotten. */
  void delete(TenantId tenant, SqlConnection connection, StoreId id, Instant now) {
    ask(connection, FORGET, key(tenant, id).addOffsetDateTime(now.atOffset(ZoneOffset.UTC)));
    ask(connection, DELETE, key(tenant, id));
  }

  /** Whose policies carry the stores of a tenant. */
  static List<DomainName> pushDomains(TenantId tenant, SqlConnection connection) {
    List<DomainName> names = new ArrayList<>();
    for (Row row : ask(connection, PUSH_DOMAINS, Tuple.of(tenant.value()))) {
      names.add(new DomainName(row.getString("name")));
    }
    return names;
  }

  private TenantStore read(TenantId tenant, Row row) {
    StoreId id = new StoreId(row.getString("name"));
    String secret = box.open(row.getString("sealed_secret"), StoreDocument.context(tenant, id));
    return new TenantStore(
        id,
        StoreDocument.bucket(row.getJsonObject("document"), secret),
        row.getLong("revision"),
        row.getString("changed_by"),
        new TenantStore.Use(
            Arrays.stream(row.getArrayOfStrings("named_by")).map(DomainName::new).toList(),
            row.getLong("recordings")));
  }

  private Tuple values(TenantId tenant, StoreId id, Bucket bucket, Change change) {
    return key(tenant, id)
        .addJsonObject(StoreDocument.of(bucket))
        .addString(box.seal(bucket.key().secret(), StoreDocument.context(tenant, id)))
        .addOffsetDateTime(change.at().atOffset(ZoneOffset.UTC))
        .addString(change.by());
  }

  private static Tuple key(TenantId tenant, StoreId id) {
    return Tuple.of(tenant.value(), id.value());
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
