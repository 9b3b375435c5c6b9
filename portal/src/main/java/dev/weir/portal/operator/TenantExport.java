package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Everything that a tenant's own transactions see, as a zip with a JSON file for each table. What
 * proves or opens something is left out. Written to a file of its own, so that a slow reader holds
 * no transaction open. For virtual threads.
 */
public final class TenantExport {

  /** Exports being written at once, of all tenants. */
  public static final int MAX_AT_ONCE = 2;

  private static final int BATCH = 500;

  /** A table is a tenant's when it has the policy of that name; hashes and secrets are columns. */
  private static final String TABLES =
      """
      SELECT quote_ident(c.relname) AS name,
        ARRAY(SELECT attname::text FROM pg_attribute
              WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
                AND (atttypid = 'bytea'::regtype OR attname ~ 'secret|sealed|hash|token|password'))
          AS secrets
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND has_table_privilege(c.oid, 'SELECT')
        AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = 'of_tenant')
      ORDER BY c.relname
      """;

  private final Database database;
  private final AuditLog audit;
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);

  /** Exports from this database. */
  public TenantExport(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Writes the file, which the caller deletes. Throws {@code WeirFault TOO_MANY_REQUESTS} when too
   * many are being written.
   */
  public Path write(Staff staff, TenantRow tenant) {
    if (!places.tryAcquire()) {
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, "exports=" + MAX_AT_ONCE);
    }
    try {
      Path file = Files.createTempFile("weir-export-", ".zip");
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
        fill(zip, staff, tenant);
        return file;
      } catch (Throwable failed) {
        Files.deleteIfExists(file);
        throw failed;
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    } finally {
      places.release();
    }
  }

  private void fill(ZipOutputStream zip, Staff staff, TenantRow tenant) {
    TenantId id = tenant.id();
    AuditEntry entry = AuditEntry.of(AuditAction.TENANT_EXPORTED, tenant.name());
    database.inTenant(
        id,
        connection -> {
          for (Row table : connection.query(TABLES).execute().await()) {
            table(zip, connection, table);
          }
          audit.record(connection, staff.in(id), entry);
          return id;
        });
    database.inPlatform(connection -> {
      audit.record(connection, staff.in(AuditLog.PLATFORM), entry);
      return id;
    });
  }

  private static void table(ZipOutputStream zip, SqlConnection connection, Row table) {
    String name = table.getString("name");
    Tuple secrets = Tuple.of(table.getArrayOfStrings("secrets"));
    PreparedStatement statement =
        connection.prepare("SELECT (to_jsonb(t) - $1::text[])::text FROM " + name + " t").await();
    Cursor cursor = statement.cursor(secrets);
    try {
      zip.putNextEntry(new ZipEntry(name + ".json"));
      String separator = "[\n";
      do {
        for (Row row : cursor.read(BATCH).await()) {
          zip.write((separator + row.getString(0)).getBytes(StandardCharsets.UTF_8));
          separator = ",\n";
        }
      } while (cursor.hasMore());
      zip.write((separator.equals("[\n") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    } finally {
      cursor.close().await();
      statement.close().await();
    }
  }
}
