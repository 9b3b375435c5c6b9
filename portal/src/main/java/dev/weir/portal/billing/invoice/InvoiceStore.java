package dev.weir.portal.billing.invoice;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.invoice.Invoice.Amounts;
import dev.weir.portal.billing.invoice.Invoice.Kind;
import dev.weir.portal.billing.invoice.Invoice.State;
import dev.weir.portal.billing.month.LedgerCut;
import dev.weir.portal.billing.rating.BillingMonth;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invoices in the database. Within the caller's transaction. */
final class InvoiceStore {

  private static final String SELECT =
      """
      SELECT i.*, coalesce(a.first_month, i.month) AS first_month
      FROM invoice i LEFT JOIN billing_account a ON a.tenant_id = i.tenant_id
      """;
  private static final String ONE = SELECT + "WHERE i.tenant_id = $1 AND i.id = $2";
  private static final String OF_TENANT =
      SELECT
          + """
          WHERE i.tenant_id = $1 AND ($2 OR i.state <> 'DRAFT')
          ORDER BY i.month DESC, i.made_at DESC LIMIT $3
          """;
  private static final String OF_STATE =
      SELECT + "WHERE i.state = $1 ORDER BY i.month DESC, i.made_at DESC LIMIT $2";
  private static final String STANDING =
      SELECT
          + """
          WHERE i.tenant_id = $1 AND i.month = $2 AND i.kind = 'INVOICE' AND i.state <> 'VOID'
          """;
  private static final String NUMBERED =
      SELECT
          + """
          WHERE i.kind = 'INVOICE' AND i.state <> 'DRAFT' AND (i.tenant_id, i.id) > ($1, $2)
          ORDER BY i.tenant_id, i.id LIMIT $3
          """;

  /** Of the first that became final: what replaces it has the same rows. */
  private static final String FIRST_OF_MONTH =
      """
      SELECT ledger_until, late_after FROM invoice
      WHERE tenant_id = $1 AND month = $2 AND kind = 'INVOICE' AND state <> 'DRAFT'
      ORDER BY final_at LIMIT 1
      """;

  private static final String BEFORE =
      """
      SELECT ledger_until FROM invoice
      WHERE tenant_id = $1 AND month < $2 AND kind = 'INVOICE' AND state <> 'DRAFT'
      ORDER BY month DESC, final_at LIMIT 1
      """;
  private static final String MONTHS_BEFORE =
      """
      SELECT count(DISTINCT month) AS found FROM invoice
      WHERE tenant_id = $1 AND month < $2 AND kind = 'INVOICE' AND state <> 'DRAFT'
      """;
  private static final String ADD =
      """
      INSERT INTO invoice (tenant_id, id, kind, month, zone, state, number, corrects, currency,
        net_minor, tax_minor, total_minor, document, ledger_until, late_after, made_at, final_at,
        due_on)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
      """;
  private static final String REMAKE =
      """
      UPDATE invoice SET zone = $3, currency = $4, net_minor = $5, tax_minor = $6,
        total_minor = $7, document = $8, ledger_until = $9, late_after = $10, made_at = $11
      WHERE tenant_id = $1 AND id = $2 AND state = 'DRAFT'
      """;
  private static final String FINALIZE =
      """
      UPDATE invoice SET state = 'FINAL', number = $3, final_at = $4, due_on = $5
      WHERE tenant_id = $1 AND id = $2 AND state = 'DRAFT'
      """;
  private static final String DECLARE_VOID =
      """
      UPDATE invoice SET state = 'VOID', void_at = $3, void_reason = $4
      WHERE tenant_id = $1 AND id = $2 AND state = 'FINAL'
      """;
  private static final String NOTES =
      """
      SELECT coalesce(sum(net_minor), 0)::bigint AS net, count(*) AS found FROM invoice
      WHERE tenant_id = $1 AND corrects = $2
      """;

  /** Numbers are taken one transaction after the other, and given back by one that fails. */
  private static final String NUMBER =
      """
      INSERT INTO billing_number AS n (year, last) VALUES ($1, 1)
      ON CONFLICT (year) DO UPDATE SET last = n.last + 1 RETURNING last
      """;

  private InvoiceStore() {}

  static Optional<Invoice> find(SqlConnection connection, TenantId tenant, UUID id) {
    return read(connection, ONE, Tuple.of(tenant.value(), id)).stream().findFirst();
  }

  static List<Invoice> ofTenant(
      SqlConnection connection, TenantId tenant, boolean withDrafts, int most) {
    return read(connection, OF_TENANT, Tuple.of(tenant.value(), withDrafts, most));
  }

  static List<Invoice> ofState(SqlConnection connection, State state, int most) {
    return read(connection, OF_STATE, Tuple.of(state.name(), most));
  }

  /** The draft or final invoice of a month. */
  static Optional<Invoice> standing(SqlConnection connection, TenantId tenant, YearMonth month) {
    Tuple values = Tuple.of(tenant.value(), month.atDay(1));
    return read(connection, STANDING, values).stream().findFirst();
  }

  /** Invoices of all tenants that have a number, in the order of their ids. */
  static List<Invoice> numbered(SqlConnection connection, UUID tenant, UUID after, int most) {
    return read(connection, NUMBERED, Tuple.of(tenant, after, most));
  }

  /** Which rows an invoice of a month has when it is made now. */
  static LedgerCut cut(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      Instant billedFrom,
      Instant now) {
    Tuple values = Tuple.of(tenant.value(), month.month().atDay(1));
    for (Row row : connection.preparedQuery(FIRST_OF_MONTH).execute(values).await()) {
      return new LedgerCut(
          row.getOffsetDateTime("ledger_until").toInstant(),
          instant(row, "late_after"),
          billedFrom);
    }
    Optional<Instant> before = Optional.empty();
    for (Row row : connection.preparedQuery(BEFORE).execute(values).await()) {
      before = instant(row, "ledger_until");
    }
    return new LedgerCut(now, before, billedFrom);
  }

  /** Months before this one that were billed. */
  static long monthsBefore(SqlConnection connection, TenantId tenant, YearMonth month) {
    return connection
        .preparedQuery(MONTHS_BEFORE)
        .execute(Tuple.of(tenant.value(), month.atDay(1)))
        .await()
        .iterator()
        .next()
        .getLong("found");
  }

  static void add(SqlConnection connection, Invoice invoice) {
    Tuple values =
        Tuple.tuple()
            .addUUID(invoice.tenant().value())
            .addUUID(invoice.id())
            .addString(invoice.kind().name())
            .addLocalDate(invoice.month().month().atDay(1))
            .addString(invoice.month().zone().getId())
            .addString(invoice.state().name())
            .addValue(invoice.number().orElse(null))
            .addValue(invoice.corrects().orElse(null))
            .addString(invoice.currency().getCurrencyCode());
    amounts(values, invoice)
        .addOffsetDateTime(invoice.madeAt().atOffset(ZoneOffset.UTC))
        .addValue(invoice.finalAt().map(InvoiceStore::utc).orElse(null))
        .addValue(invoice.dueOn().orElse(null));
    connection.preparedQuery(ADD).execute(values).await();
  }

  static void remake(SqlConnection connection, Invoice invoice) {
    Tuple values =
        Tuple.tuple()
            .addUUID(invoice.tenant().value())
            .addUUID(invoice.id())
            .addString(invoice.month().zone().getId())
            .addString(invoice.currency().getCurrencyCode());
    amounts(values, invoice).addOffsetDateTime(invoice.madeAt().atOffset(ZoneOffset.UTC));
    connection.preparedQuery(REMAKE).execute(values).await();
  }

  /** Whether it was a draft. */
  static boolean makeFinal(SqlConnection connection, Invoice invoice) {
    Tuple values =
        Tuple.tuple()
            .addUUID(invoice.tenant().value())
            .addUUID(invoice.id())
            .addString(invoice.number().orElseThrow())
            .addOffsetDateTime(utc(invoice.finalAt().orElseThrow()))
            .addLocalDate(invoice.dueOn().orElseThrow());
    return connection.preparedQuery(FINALIZE).execute(values).await().rowCount() == 1;
  }

  /** Whether it was final. */
  static boolean declareVoid(
      SqlConnection connection, TenantId tenant, UUID id, Instant now, String reason) {
    Tuple values = Tuple.of(tenant.value(), id, utc(now), reason);
    return connection.preparedQuery(DECLARE_VOID).execute(values).await().rowCount() == 1;
  }

  /** What credit notes took off an invoice, without tax: below zero, or 0 for none. */
  static long corrected(SqlConnection connection, TenantId tenant, UUID id) {
    return connection
        .preparedQuery(NOTES)
        .execute(Tuple.of(tenant.value(), id))
        .await()
        .iterator()
        .next()
        .getLong("net");
  }

  /** The next number of a year, for this transaction alone until it ends. */
  static String number(SqlConnection connection, int year) {
    int last =
        connection
            .preparedQuery(NUMBER)
            .execute(Tuple.of(year))
            .await()
            .iterator()
            .next()
            .getInteger("last");
    return "%d-%06d".formatted(year, last);
  }

  private static Tuple amounts(Tuple values, Invoice invoice) {
    return values
        .addLong(invoice.amounts().netMinor())
        .addLong(invoice.amounts().taxMinor())
        .addLong(invoice.amounts().totalMinor())
        .addValue(InvoiceJson.write(invoice.document()))
        .addOffsetDateTime(utc(invoice.cut().until()))
        .addValue(invoice.cut().lateAfter().map(InvoiceStore::utc).orElse(null));
  }

  private static List<Invoice> read(SqlConnection connection, String sql, Tuple values) {
    List<Invoice> found = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      found.add(invoice(row));
    }
    return found;
  }

  private static Invoice invoice(Row row) {
    BillingMonth month = month(row, "month");
    return new Invoice(
        new TenantId(row.getUUID("tenant_id")),
        row.getUUID("id"),
        Kind.valueOf(row.getString("kind")),
        month,
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("number")),
        Optional.ofNullable(row.getUUID("corrects")),
        Currency.getInstance(row.getString("currency")),
        new Amounts(row.getLong("net_minor"), row.getLong("tax_minor")),
        InvoiceJson.read((JsonObject) row.getValue("document")),
        new LedgerCut(
            row.getOffsetDateTime("ledger_until").toInstant(),
            instant(row, "late_after"),
            month(row, "first_month").begins()),
        row.getOffsetDateTime("made_at").toInstant(),
        instant(row, "final_at"),
        Optional.ofNullable(row.getLocalDate("due_on")),
        instant(row, "void_at"),
        row.getString("void_reason"));
  }

  private static BillingMonth month(Row row, String column) {
    return new BillingMonth(
        YearMonth.from(row.getLocalDate(column)), ZoneId.of(row.getString("zone")));
  }

  private static Optional<Instant> instant(Row row, String column) {
    @Nullable OffsetDateTime at = row.getOffsetDateTime(column);
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
