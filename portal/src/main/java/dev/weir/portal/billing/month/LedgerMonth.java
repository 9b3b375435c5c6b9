package dev.weir.portal.billing.month;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.rating.BillingMonth;
import dev.weir.portal.billing.rating.MonthUsage;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a month of the ledger, in slices of a day, so that no statement takes long. Within the
 * caller's transaction.
 */
public final class LedgerMonth {

  /** What one statement reads. */
  static final Duration SLICE = Duration.ofDays(1);

  private static final OffsetDateTime FOREVER = utc(Instant.parse("9000-01-01T00:00:00Z"));

  private static final String SUM =
      """
      SELECT CASE WHEN s.meter = 'EGRESS_BYTES' THEN q.bucket END AS bucket, s.detail,
        sum(q.quantity)::text AS quantity
      FROM (%s) AS q JOIN usage_series s ON s.tenant_id = $1 AND s.id = q.series_id
      GROUP BY 1, 2
      """;
  private static final String ENTERED =
      """
      SELECT series_id, bucket, quantity FROM usage_ledger
      WHERE tenant_id = $1 AND bucket >= $2 AND bucket < $3 AND entered_at <= $4
      """;
  private static final String OPEN =
      """
      UNION ALL
      SELECT series_id, bucket, quantity FROM usage_open
      WHERE tenant_id = $1 AND bucket >= $2 AND bucket < $3
      """;
  private static final String LATE =
      """
      SELECT s.detail, sum(q.quantity)::text AS quantity
      FROM usage_ledger q JOIN usage_series s ON s.tenant_id = q.tenant_id AND s.id = q.series_id
      WHERE q.tenant_id = $1 AND q.reason = 'LATE' AND q.bucket >= $2 AND q.bucket < $3
        AND q.entered_at > $4 AND q.entered_at <= $5
      GROUP BY 1
      """;

  /** The rows behind a line, in the order of time. */
  private static final String ROWS =
      """
      SELECT q.bucket, q.entered_at, s.domain, s.app, s.stream, s.rendition, s.detail, q.quantity
      FROM usage_ledger q JOIN usage_series s ON s.tenant_id = q.tenant_id AND s.id = q.series_id
      WHERE q.tenant_id = $1 AND q.bucket >= $2 AND q.bucket < $3 AND q.entered_at <= $4
        AND s.detail = ANY ($5)
      ORDER BY q.bucket, s.domain, s.app, s.stream, s.rendition, s.detail, q.entered_at
      """;

  private static final String LATE_ROWS =
      """
      SELECT q.bucket, q.entered_at, s.domain, s.app, s.stream, s.rendition, s.detail, q.quantity
      FROM usage_ledger q JOIN usage_series s ON s.tenant_id = q.tenant_id AND s.id = q.series_id
      WHERE q.tenant_id = $1 AND q.reason = 'LATE' AND q.bucket >= $2 AND q.bucket < $3
        AND q.entered_at > $4 AND q.entered_at <= $5 AND s.detail = ANY ($6)
      ORDER BY q.bucket, s.domain, s.app, s.stream, s.rendition, s.detail, q.entered_at
      """;

  private static final String BY_STREAM =
      """
      SELECT s.domain, s.app, s.stream, s.detail, count(*) AS rows,
        sum(q.quantity)::text AS quantity
      FROM (%s) AS q JOIN usage_series s ON s.tenant_id = $1 AND s.id = q.series_id
      GROUP BY 1, 2, 3, 4
      """;
  private static final String LATE_ENTERED =
      """
      SELECT series_id, quantity FROM usage_ledger
      WHERE tenant_id = $1 AND reason = 'LATE' AND bucket >= $2 AND bucket < $3
        AND entered_at > $4 AND entered_at <= $5
      """;

  private LedgerMonth() {}

  /**
   * A row of the ledger that is on a bill.
   *
   * @param late whether it is of a month before the bill's
   * @param quantity in the meter's unit
   */
  public record LedgerRow(
      Instant bucket,
      Instant enteredAt,
      boolean late,
      String domain,
      String app,
      String stream,
      String rendition,
      MeterDetail detail,
      long quantity) {}

  /**
   * What one stream used, by what the meter is divided by.
   *
   * @param rows of the ledger
   * @param quantity in the meter's unit
   */
  public record StreamSum(
      String domain, String app, String stream, MeterDetail detail, long rows, Ratio quantity) {

    private StreamSum plus(StreamSum other) {
      return new StreamSum(
          domain, app, stream, detail, rows + other.rows, quantity.plus(other.quantity));
    }
  }

  /** What a bill is made of, by stream; of all meters. */
  public static List<StreamSum> byStream(
      SqlConnection connection, TenantId tenant, BillingMonth month, LedgerCut cut) {
    Map<List<Object>, StreamSum> sums = new LinkedHashMap<>();
    String sql = BY_STREAM.formatted(ENTERED);
    slices(
        month,
        (from, to) -> {
          Tuple values = Tuple.of(tenant.value(), utc(from), utc(to), utc(cut.until()));
          connection.preparedQuery(sql).execute(values).await().forEach(row -> add(sums, row));
        });
    late(tenant, month, cut)
        .ifPresent(values ->
            connection
                .preparedQuery(BY_STREAM.formatted(LATE_ENTERED))
                .execute(values)
                .await()
                .forEach(row -> add(sums, row)));
    return List.copyOf(sums.values());
  }

  private static void add(Map<List<Object>, StreamSum> sums, Row row) {
    StreamSum sum =
        new StreamSum(
            row.getString("domain"),
            row.getString("app"),
            row.getString("stream"),
            MeterDetail.valueOf(row.getString("detail")),
            row.getLong("rows"),
            Ratio.of(new BigDecimal(row.getString("quantity"))));
    sums.merge(List.of(sum.domain(), sum.app(), sum.stream(), sum.detail()), sum, StreamSum::plus);
  }

  /** What a bill is made of. */
  public static MonthUsage billed(
      SqlConnection connection, TenantId tenant, BillingMonth month, LedgerCut cut) {
    LedgerSums sums = new LedgerSums();
    String sql = SUM.formatted(ENTERED);
    slices(
        month,
        (from, to) -> {
          Tuple values = Tuple.of(tenant.value(), utc(from), utc(to), utc(cut.until()));
          connection.preparedQuery(sql).execute(values).await().forEach(sums::add);
        });
    late(tenant, month, cut)
        .ifPresent(values ->
            connection.preparedQuery(LATE).execute(values).await().forEach(sums::addLate));
    return sums.usage(month);
  }

  /**
   * What was used in some time, also what is not entered yet.
   *
   * @param from the begin of a bucket
   * @param to the end of one
   */
  public static LedgerSums live(
      SqlConnection connection, TenantId tenant, Instant from, Instant to) {
    LedgerSums sums = new LedgerSums();
    String sql = SUM.formatted(ENTERED + OPEN);
    slices(
        from,
        to,
        (begin, end) -> {
          Tuple values = Tuple.of(tenant.value(), utc(begin), utc(end), FOREVER);
          connection.preparedQuery(sql).execute(values).await().forEach(sums::add);
        });
    return sums;
  }

  /**
   * All rows behind a line, each slice in a transaction of its own, so that a slow reader holds
   * none open.
   */
  public static void rows(
      Database database,
      TenantId tenant,
      BillingMonth month,
      LedgerCut cut,
      Set<MeterDetail> details,
      Consumer<List<LedgerRow>> out) {
    String[] names = details.stream().map(Enum::name).sorted().toArray(String[]::new);
    slices(
        month,
        (from, to) -> {
          Tuple values =
              Tuple.of(tenant.value(), utc(from), utc(to), utc(cut.until()))
                  .addArrayOfString(names);
          out.accept(
              database.inTenant(tenant, connection -> rows(connection, ROWS, values, false)));
        });
    late(tenant, month, cut)
        .map(values -> values.addArrayOfString(names))
        .ifPresent(values ->
            out.accept(
                database.inTenant(
                    tenant, connection -> rows(connection, LATE_ROWS, values, true))));
  }

  private static List<LedgerRow> rows(
      SqlConnection connection, String sql, Tuple values, boolean late) {
    List<LedgerRow> rows = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      rows.add(
          new LedgerRow(
              row.getOffsetDateTime("bucket").toInstant(),
              row.getOffsetDateTime("entered_at").toInstant(),
              late,
              row.getString("domain"),
              row.getString("app"),
              row.getString("stream"),
              row.getString("rendition"),
              MeterDetail.valueOf(row.getString("detail")),
              row.getLong("quantity")));
    }
    return rows;
  }

  private static Optional<Tuple> late(TenantId tenant, BillingMonth month, LedgerCut cut) {
    return cut.lateAfter()
        .filter(after -> cut.billedFrom().isBefore(month.begins()))
        .map(after ->
            Tuple.of(
                tenant.value(),
                utc(cut.billedFrom()),
                utc(month.begins()),
                utc(after),
                utc(cut.until())));
  }

  @FunctionalInterface
  private interface Slice {
    void read(Instant from, Instant to);
  }

  private static void slices(BillingMonth month, Slice slice) {
    slices(month.begins(), month.ends(), slice);
  }

  private static void slices(Instant begin, Instant end, Slice slice) {
    Instant from = begin;
    while (from.isBefore(end)) {
      Instant to = from.plus(SLICE).isAfter(end) ? end : from.plus(SLICE);
      slice.read(from, to);
      from = to;
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
