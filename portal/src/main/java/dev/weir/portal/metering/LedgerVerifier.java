package dev.weir.portal.metering;

import dev.weir.portal.metering.LedgerVerdict.Flaw;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Looks whether the ledger is whole: no batch missing, exactly what nodes told, and every sum that
 * of its rows. Day by day, so that no statement takes long; changes nothing. For virtual threads,
 * and for the main thread of a command.
 */
public final class LedgerVerifier {

  /** Flaws of one kind that are named of a day, or of a boot. */
  static final int NAMED = 20;

  private static final String BOOTS =
      "SELECT id, node || '/' || boot AS name, last_sequence FROM usage_boot ORDER BY sealed_at";
  private static final String BATCHES =
      "SELECT count(*) AS found FROM usage_batch WHERE boot_id = $1";

  /** From the number before the first to that behind the last; what was forgotten is no gap. */
  private static final String GAPS =
      """
      SELECT sequence + 1 AS first, next - 1 AS last FROM (
        SELECT sequence, lead(sequence, 1, $2::bigint + 1) OVER (ORDER BY sequence) AS next
        FROM (SELECT sequence FROM usage_batch WHERE boot_id = $1 UNION ALL SELECT 0) AS taken
      ) AS pairs
      WHERE next > sequence + 1 ORDER BY sequence LIMIT $3
      """;

  private static final String DAYS =
      """
      SELECT min(day) AS first, max(day) AS last FROM (
        SELECT min(day) AS day FROM usage_intake UNION ALL SELECT max(day) FROM usage_intake
        UNION ALL SELECT min(day) FROM usage_day WHERE day >= $1
        UNION ALL SELECT max(day) FROM usage_day) AS ends
      """;
  private static final String ROWS =
      "SELECT count(*) AS found FROM usage_ledger WHERE bucket >= $1 AND bucket < $2";

  /** Of a tenant that is being deleted some is gone already. */
  private static final String OF_STAYING =
      " WHERE tenant_id IN (SELECT id FROM tenant WHERE delete_after IS NULL) ";

  private static final String DIFFERENCES =
      """
      SELECT tenant_id, coalesce(told, 0)::text AS told, coalesce(entered, 0)::text AS entered
      FROM (SELECT tenant_id, sum(quantity) AS told FROM usage_intake
            WHERE day = $3 GROUP BY 1) AS i
      FULL JOIN (SELECT tenant_id, sum(quantity) AS entered FROM (
                   SELECT tenant_id, quantity FROM usage_ledger WHERE bucket >= $1 AND bucket < $2
                   UNION ALL
                   SELECT tenant_id, quantity FROM usage_open WHERE bucket >= $1 AND bucket < $2
                 ) AS rows GROUP BY 1) AS l USING (tenant_id)
      """
          + OF_STAYING
          + "AND told IS DISTINCT FROM entered LIMIT $4";
  private static final String HOURS =
      """
      SELECT tenant_id, series_id, at::text AS at, coalesce(sum, 0)::text AS sum,
        coalesce(rows, 0)::text AS rows
      FROM (SELECT tenant_id, series_id, hour AS at, quantity AS sum FROM usage_hour
            WHERE hour >= $1 AND hour < $2) AS h
      FULL JOIN (SELECT tenant_id, series_id, date_trunc('hour', bucket, 'UTC') AS at,
                   sum(quantity) AS rows
                 FROM usage_ledger WHERE bucket >= $1 AND bucket < $2 GROUP BY 1, 2, 3) AS l
        USING (tenant_id, series_id, at)
      """
          + OF_STAYING
          + "AND sum IS DISTINCT FROM rows LIMIT $3";
  private static final String DAY_SUMS =
      """
      SELECT tenant_id, series_id, $3::date::text AS at, coalesce(sum, 0)::text AS sum,
        coalesce(rows, 0)::text AS rows
      FROM (SELECT tenant_id, series_id, quantity AS sum FROM usage_day WHERE day = $3) AS d
      FULL JOIN (SELECT tenant_id, series_id, sum(quantity) AS rows
                 FROM usage_ledger WHERE bucket >= $1 AND bucket < $2 GROUP BY 1, 2) AS l
        USING (tenant_id, series_id)
      """
          + OF_STAYING
          + "AND sum IS DISTINCT FROM rows LIMIT $4";

  private final Database database;
  private final TimeSource time;

  /** Looks into this database. */
  public LedgerVerifier(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /** Looks at everything that is kept. */
  public LedgerVerdict verify() {
    List<Flaw> flaws = new ArrayList<>();
    List<Row> boots = rows(BOOTS, Tuple.tuple());
    long batches = 0;
    for (Row boot : boots) {
      batches += boot(boot, flaws);
    }
    LocalDate oldest = time.now().minus(Ledger.KEPT).atOffset(ZoneOffset.UTC).toLocalDate();
    Row ends = rows(DAYS, Tuple.of(oldest)).getFirst();
    if (ends.getLocalDate("first") == null) {
      return new LedgerVerdict(0, 0, boots.size(), batches, flaws);
    }
    long days = 0;
    long found = 0;
    LocalDate last = ends.getLocalDate("last");
    for (LocalDate day = ends.getLocalDate("first"); !day.isAfter(last); day = day.plusDays(1)) {
      found += day(day, flaws);
      days++;
    }
    return new LedgerVerdict(days, found, boots.size(), batches, flaws);
  }

  /** How many batches of it were taken. */
  private long boot(Row boot, List<Flaw> flaws) {
    UUID id = boot.getUUID("id");
    for (Row gap : rows(GAPS, Tuple.of(id, boot.getLong("last_sequence"), NAMED))) {
      flaws.add(new Flaw.Gap(boot.getString("name"), gap.getLong("first"), gap.getLong("last")));
    }
    return rows(BATCHES, Tuple.of(id)).getFirst().getLong("found");
  }

  /** How many rows the day has. */
  private long day(LocalDate day, List<Flaw> flaws) {
    OffsetDateTime from = day.atStartOfDay().atOffset(ZoneOffset.UTC);
    OffsetDateTime until = from.plusDays(1);
    add(
        flaws,
        rows(DIFFERENCES, Tuple.of(from, until, day, NAMED)),
        row ->
            new Flaw.Difference(
                day.toString(),
                row.getUUID("tenant_id").toString(),
                row.getString("told"),
                row.getString("entered")));
    add(flaws, rows(HOURS, Tuple.of(from, until, NAMED)), row -> wrong("The hour", row));
    add(flaws, rows(DAY_SUMS, Tuple.of(from, until, day, NAMED)), row -> wrong("The day", row));
    return rows(ROWS, Tuple.of(from, until)).getFirst().getLong("found");
  }

  private static Flaw wrong(String what, Row row) {
    return new Flaw.WrongSum(
        what,
        row.getString("at"),
        row.getUUID("tenant_id").toString(),
        row.getLong("series_id"),
        row.getString("sum"),
        row.getString("rows"));
  }

  private static void add(List<Flaw> flaws, List<Row> rows, Function<Row, Flaw> flaw) {
    rows.forEach(row -> flaws.add(flaw.apply(row)));
  }

  private List<Row> rows(String sql, Tuple values) {
    return database.inPlatform(connection -> {
      List<Row> rows = new ArrayList<>();
      connection.preparedQuery(sql).execute(values).await().forEach(rows::add);
      return rows;
    });
  }
}
