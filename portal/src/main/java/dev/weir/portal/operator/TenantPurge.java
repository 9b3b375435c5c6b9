package dev.weir.portal.operator;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.identity.Actor;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what deleted tenants leave behind, once their time of grace is over: their objects in the
 * store, every row of every table, and the accounts of people who worked for nobody else. What was
 * done stays in the audit log, which only grows. One node at a time works on a tenant, in
 * transactions of {@link #BATCH} rows, and another goes on where one stopped. For virtual threads.
 */
public final class TenantPurge {

  /** Most rows that one transaction deletes by itself; what refers to them goes with them. */
  public static final int BATCH = 1_000;

  /** How long a node has a tenant for itself after its last batch. */
  static final Duration TURN = Duration.ofMinutes(2);

  /** Most tenants of a round. */
  static final int ROUND = 4;

  private static final Logger LOG = LoggerFactory.getLogger(TenantPurge.class);

  private static final String DUE =
      """
      SELECT id FROM tenant
      WHERE delete_after <= $1 AND (purged_until IS NULL OR purged_until <= $1)
      ORDER BY delete_after LIMIT $2
      """;
  private static final String TAKE =
      """
      UPDATE tenant SET purged_until = $3
      WHERE id = $1 AND delete_after <= $2 AND (purged_until IS NULL OR purged_until <= $2)
      """;
  private static final String KEEP = "UPDATE tenant SET purged_until = $2 WHERE id = $1";

  /** Tables that the application may delete a tenant's rows from; those that refer come first. */
  private static final String TABLES =
      """
      WITH RECURSIVE owned AS (
        SELECT c.oid FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND NOT c.relispartition AND has_table_privilege(c.oid, 'DELETE')
          AND EXISTS (SELECT FROM pg_attribute
                      WHERE attrelid = c.oid AND attname = 'tenant_id' AND NOT attisdropped)
      ), referring (oid, depth) AS (
        SELECT oid, 0 FROM owned
        UNION ALL
        SELECT k.conrelid, r.depth + 1
        FROM referring r JOIN pg_constraint k ON k.contype = 'f' AND k.confrelid = r.oid
          AND k.conrelid <> k.confrelid
        WHERE r.depth < 20
      )
      SELECT quote_ident(c.relname) AS name
      FROM referring JOIN owned USING (oid) JOIN pg_class c USING (oid)
      GROUP BY c.relname ORDER BY max(depth) DESC, c.relname
      """;

  /** With what the person has, and the membership. */
  private static final String PEOPLE =
      """
      DELETE FROM person WHERE id IN (
        SELECT m.person_id FROM membership m
        WHERE m.tenant_id = $1
          AND NOT EXISTS (SELECT FROM membership o
                          WHERE o.person_id = m.person_id AND o.tenant_id <> $1)
          AND NOT EXISTS (SELECT FROM platform_staff f WHERE f.person_id = m.person_id)
        LIMIT $2)
      """;

  /** What is left has foreign keys that take it along. */
  private static final String TENANT =
      "DELETE FROM tenant WHERE id = $1 AND delete_after <= $2 RETURNING name";

  private final Database database;
  private final ObjectStore objects;
  private final AuditLog audit;
  private final PolicyDesk desk;
  private final TimeSource time;

  /** Tenants in this database and this store, whose policies {@code desk} takes back. */
  public TenantPurge(
      Database database, ObjectStore objects, AuditLog audit, PolicyDesk desk, TimeSource time) {
    this.database = database;
    this.objects = objects;
    this.audit = audit;
    this.desk = desk;
    this.time = time;
  }

  /** Deletes the tenants whose time is over; how many are gone. */
  public int round() {
    int gone = 0;
    for (TenantId tenant : due()) {
      if (take(tenant) && purge(tenant)) {
        gone++;
      }
    }
    if (gone > 0) {
      desk.publishAll();
    }
    return gone;
  }

  private List<TenantId> due() {
    return database.inPlatform(connection -> {
      List<TenantId> due = new ArrayList<>();
      Tuple values = Tuple.of(time.now().atOffset(ZoneOffset.UTC), ROUND);
      connection
          .preparedQuery(DUE)
          .execute(values)
          .await()
          .forEach(row -> due.add(new TenantId(row.getUUID(0))));
      return due;
    });
  }

  private boolean take(TenantId tenant) {
    Instant now = time.now();
    Tuple values =
        Tuple.of(tenant.value(), now.atOffset(ZoneOffset.UTC))
            .addOffsetDateTime(now.plus(TURN).atOffset(ZoneOffset.UTC));
    return database.inPlatform(
        connection -> connection.preparedQuery(TAKE).execute(values).await().rowCount() == 1);
  }

  private boolean purge(TenantId tenant) {
    // First, so that rows which tell of them stay while the store is away.
    long kept = batches(tenant, () -> deleteObjects(tenant));
    Function<SqlConnection, Integer> people = deletion(tenant, PEOPLE);
    long rows = batches(tenant, () -> database.inPlatform(people));
    for (String table : tables()) {
      Function<SqlConnection, Integer> some = deletion(tenant, rowsOf(table));
      // Which of the two may see the rows differs from table to table.
      rows += batches(tenant, () -> database.inTenant(tenant, some));
      rows += batches(tenant, () -> database.inPlatform(some));
    }
    LOG.info("event=portal.tenant.purged tenant={} rows={} objects={}", tenant, rows, kept);
    return end(tenant);
  }

  private int deleteObjects(TenantId tenant) {
    List<StoredObject> some = objects.list(tenant, "", "", ObjectStore.MAX_LISTED);
    some.forEach(object -> objects.delete(object.name()));
    return some.size();
  }

  /** One transaction after the other, until one finds nothing left. */
  private long batches(TenantId tenant, Batch batch) {
    long rows = 0;
    for (int deleted = batch.run(); deleted > 0; deleted = batch.run()) {
      rows += deleted;
      keep(tenant);
    }
    return rows;
  }

  private void keep(TenantId tenant) {
    Tuple values = Tuple.of(tenant.value(), time.now().plus(TURN).atOffset(ZoneOffset.UTC));
    database.inPlatform(
        connection -> connection.preparedQuery(KEEP).execute(values).await().rowCount());
  }

  private static Function<SqlConnection, Integer> deletion(TenantId tenant, String sql) {
    Tuple values = Tuple.of(tenant.value(), BATCH);
    return connection -> connection.preparedQuery(sql).execute(values).await().rowCount();
  }

  private static String rowsOf(String table) {
    return """
    DELETE FROM %1$s
    WHERE tenant_id = $1
      AND ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE tenant_id = $1 LIMIT $2))
    """
        .formatted(table);
  }

  private List<String> tables() {
    return database.inPlatform(connection -> {
      List<String> tables = new ArrayList<>();
      connection.query(TABLES).execute().await().forEach(row -> tables.add(row.getString("name")));
      return tables;
    });
  }

  private boolean end(TenantId tenant) {
    Tuple values = Tuple.of(tenant.value(), time.now().atOffset(ZoneOffset.UTC));
    return database.inPlatform(connection -> {
      for (Row row : connection.preparedQuery(TENANT).execute(values).await()) {
        AuditEntry entry = AuditEntry.of(AuditAction.TENANT_PURGED, row.getString("name"));
        audit.record(connection, Actor.commandLine(AuditLog.PLATFORM), entry);
        audit.record(connection, Actor.commandLine(tenant), entry);
        return true;
      }
      return false;
    });
  }

  /** A transaction that says how many rows it deleted. */
  @FunctionalInterface
  private interface Batch {
    int run();
  }
}
