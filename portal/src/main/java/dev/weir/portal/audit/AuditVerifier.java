package dev.weir.portal.audit;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditVerdict.Chain;
import dev.weir.portal.audit.AuditVerdict.Flaw;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Walks chains from their first entry to their head. For threads that may wait. */
public final class AuditVerifier {

  /** Entries that are read at a time. */
  private static final int BATCH = 1_000;

  private static final String CHAINS =
      """
      SELECT c.tenant_id, coalesce(t.name, '') AS name
      FROM (SELECT tenant_id FROM audit_chain UNION SELECT tenant_id FROM audit_entry) c
      LEFT JOIN tenant t ON t.id = c.tenant_id
      ORDER BY name, tenant_id
      """;

  /** One statement, so that head and last entry are of the same moment. */
  private static final String HEAD =
      """
      SELECT coalesce(c.seq, 0) AS seq, c.hash, coalesce(e.seq, 0) AS last
      FROM (SELECT max(seq) AS seq FROM audit_entry WHERE tenant_id = $1) e
      LEFT JOIN audit_chain c ON c.tenant_id = $1
      """;

  private static final String ENTRIES =
      "SELECT "
          + AuditRecord.COLUMNS
          + """
          FROM audit_entry WHERE tenant_id = $1 AND seq > $2 AND seq <= $3
          ORDER BY seq LIMIT $4
          """;

  private final Database database;

  /** Verifies the log in this database. */
  public AuditVerifier(Database database) {
    this.database = database;
  }

  /** All chains: those of tenants that are gone, and the platform's, too. */
  public List<Chain> chains() {
    return database.inPlatform(connection -> {
      List<Chain> chains = new ArrayList<>();
      for (Row row : connection.query(CHAINS).execute().await()) {
        chains.add(new Chain(new TenantId(row.getUUID("tenant_id")), row.getString("name")));
      }
      return chains;
    });
  }

  /** Walks one of them; entries that are added meanwhile are left for the next time. */
  public AuditVerdict verify(Chain chain) {
    Head head = database.inPlatform(connection -> head(connection, chain.tenant()));
    Buffer previous = AuditRecord.GENESIS;
    long seq = 0;
    while (seq < head.seq()) {
      List<AuditRecord> batch = entries(chain.tenant(), seq, head.seq());
      if (batch.isEmpty()) {
        return new AuditVerdict.Broken(chain, seq + 1, Flaw.MISSING);
      }
      for (AuditRecord record : batch) {
        seq++;
        Optional<Flaw> flaw = flaw(record, seq, previous);
        if (flaw.isPresent()) {
          return new AuditVerdict.Broken(chain, seq, flaw.get());
        }
        previous = record.hash();
      }
    }
    if (head.last() > seq || !head.hash().equals(previous)) {
      return new AuditVerdict.Broken(
          chain, Math.max(1, Math.min(head.last(), seq + 1)), Flaw.NOT_THE_HEAD);
    }
    return new AuditVerdict.Whole(chain, seq, HexFormat.of().formatHex(previous.getBytes()));
  }

  private static Optional<Flaw> flaw(AuditRecord record, long seq, Buffer previous) {
    if (record.seq() != seq) {
      return Optional.of(Flaw.MISSING);
    }
    if (!record.previousHash().equals(previous)) {
      return Optional.of(Flaw.UNLINKED);
    }
    return record.hash().equals(record.computedHash())
        ? Optional.empty()
        : Optional.of(Flaw.CHANGED);
  }

  private List<AuditRecord> entries(TenantId tenant, long after, long upTo) {
    return database.inPlatform(connection -> {
      List<AuditRecord> entries = new ArrayList<>();
      Tuple values = Tuple.of(tenant.value(), after, upTo, BATCH);
      for (Row row : connection.preparedQuery(ENTRIES).execute(values).await()) {
        entries.add(AuditRecord.read(row));
      }
      return entries;
    });
  }

  private static Head head(SqlConnection connection, TenantId tenant) {
    Row row =
        connection.preparedQuery(HEAD).execute(Tuple.of(tenant.value())).await().iterator().next();
    Buffer hash = row.getBuffer("hash");
    return new Head(
        row.getLong("seq"), hash == null ? AuditRecord.GENESIS : hash, row.getLong("last"));
  }

  /**
   * Where a chain ends.
   *
   * @param seq according to the chain
   * @param hash according to the chain
   * @param last the last entry that there is
   */
  private record Head(long seq, Buffer hash, long last) {}
}
