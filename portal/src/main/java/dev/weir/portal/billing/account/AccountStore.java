package dev.weir.portal.billing.account;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.Terms;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accounts, terms and addresses in the database. Within the caller's transaction. */
public final class AccountStore {

  private static final String ACCOUNT =
      "SELECT zone, first_month FROM billing_account WHERE tenant_id = $1";
  private static final String TENANTS =
      """
      SELECT a.tenant_id FROM billing_account a JOIN tenant t ON t.id = a.tenant_id
      WHERE t.delete_after IS NULL ORDER BY a.tenant_id
      """;
  private static final String TERMS =
      """
      SELECT effective_from, card, method, discount_bp, minimum_minor, tax_name, tax_bp
      FROM billing_terms WHERE tenant_id = $1 AND effective_from <= $2
      ORDER BY effective_from DESC
      """;
  private static final String SET_ACCOUNT =
      """
      INSERT INTO billing_account (tenant_id, zone, first_month, created_at)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant_id) DO UPDATE
        SET zone = excluded.zone,
          first_month = least(billing_account.first_month, excluded.first_month)
      """;
  private static final String SET_TERMS =
      """
      INSERT INTO billing_terms (tenant_id, effective_from, card, method, discount_bp,
        minimum_minor, tax_name, tax_bp, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (tenant_id, effective_from) DO UPDATE
        SET card = excluded.card, method = excluded.method, discount_bp = excluded.discount_bp,
          minimum_minor = excluded.minimum_minor, tax_name = excluded.tax_name,
          tax_bp = excluded.tax_bp, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by
      """;
  private static final String RECIPIENT =
      """
      SELECT coalesce(nullif(a.name, ''), t.name) AS name, coalesce(a.address, '') AS address,
        coalesce(a.tax_number, '') AS tax_number, coalesce(a.email, '') AS email
      FROM tenant t LEFT JOIN billing_address a ON a.tenant_id = t.id WHERE t.id = $1
      """;
  private static final String SET_RECIPIENT =
      """
      INSERT INTO billing_address (tenant_id, name, address, tax_number, email, changed_at,
        changed_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (tenant_id) DO UPDATE
        SET name = excluded.name, address = excluded.address, tax_number = excluded.tax_number,
          email = excluded.email, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by
      """;
  private static final String ISSUER =
      "SELECT name, address, tax_number, payment, due_days, suspends, version FROM billing_issuer";
  private static final String SET_ISSUER =
      """
      UPDATE billing_issuer SET name = $1, address = $2, tax_number = $3, payment = $4,
        due_days = $5, suspends = $6, version = version + 1
      WHERE version = $7
      """;

  private AccountStore() {}

  /** Whether and how a tenant is billed. */
  public static Optional<BillingAccount> account(SqlConnection connection, TenantId tenant) {
    return account(connection, tenant, ACCOUNT);
  }

  /** The same, and nobody else bills the tenant until the transaction ends. */
  public static Optional<BillingAccount> lock(SqlConnection connection, TenantId tenant) {
    return account(connection, tenant, ACCOUNT + " FOR UPDATE");
  }

  /** All tenants that are billed and are not being deleted. */
  public static List<TenantId> tenants(SqlConnection connection) {
    List<TenantId> tenants = new ArrayList<>();
    connection
        .query(TENANTS)
        .execute()
        .await()
        .forEach(row -> tenants.add(new TenantId(row.getUUID("tenant_id"))));
    return tenants;
  }

  /** What holds for a month. */
  public static Optional<AgreedTerms> terms(
      SqlConnection connection, TenantId tenant, YearMonth month) {
    return terms(connection, tenant, month, TERMS + " LIMIT 1").stream().findFirst();
  }

  /** All that was ever agreed, newest first. */
  public static List<AgreedTerms> allTerms(SqlConnection connection, TenantId tenant) {
    return terms(connection, tenant, YearMonth.of(9_000, 1), TERMS);
  }

  static void set(
      SqlConnection connection, TenantId tenant, ZoneId zone, AgreedTerms terms, Edit edit) {
    Tuple account =
        Tuple.of(
            tenant.value(),
            zone.getId(),
            terms.from().atDay(1),
            edit.at().atOffset(ZoneOffset.UTC));
    connection.preparedQuery(SET_ACCOUNT).execute(account).await();
    Tuple values =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addLocalDate(terms.from().atDay(1))
            .addString(terms.card())
            .addString(terms.method().name())
            .addInteger(terms.discount().basisPoints())
            .addLong(terms.minimumMinor())
            .addString(terms.tax().map(Terms.Tax::name).orElse(""))
            .addInteger(terms.tax().map(tax -> tax.share().basisPoints()).orElse(0))
            .addOffsetDateTime(edit.at().atOffset(ZoneOffset.UTC))
            .addString(edit.by());
    connection.preparedQuery(SET_TERMS).execute(values).await();
  }

  /** Who changes something, and when. */
  record Edit(Instant at, String by) {}

  /** Whom a tenant's invoices are for; by the tenant's name until it says more. */
  public static Recipient recipient(SqlConnection connection, TenantId tenant) {
    for (Row row : connection.preparedQuery(RECIPIENT).execute(Tuple.of(tenant.value())).await()) {
      return new Recipient(address(row), row.getString("email"));
    }
    return new Recipient(new Address("", "", ""), "");
  }

  static void set(SqlConnection connection, TenantId tenant, Recipient recipient, Edit edit) {
    Address address = recipient.address();
    Tuple values =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addString(address.name())
            .addString(address.address())
            .addString(address.taxNumber())
            .addString(recipient.email())
            .addOffsetDateTime(edit.at().atOffset(ZoneOffset.UTC))
            .addString(edit.by());
    connection.preparedQuery(SET_RECIPIENT).execute(values).await();
  }

  /** Who makes out invoices; in a transaction of the platform. */
  public static Issuer issuer(SqlConnection connection) {
    Row row = connection.query(ISSUER).execute().await().iterator().next();
    return new Issuer(
        address(row),
        row.getString("payment"),
        row.getInteger("due_days"),
        row.getBoolean("suspends"),
        row.getLong("version"));
  }

  /** Whether nobody else was quicker. */
  static boolean set(SqlConnection connection, Issuer issuer) {
    Address address = issuer.address();
    Tuple values =
        Tuple.tuple()
            .addString(address.name())
            .addString(address.address())
            .addString(address.taxNumber())
            .addString(issuer.payment())
            .addInteger(issuer.dueDays())
            .addBoolean(issuer.suspends())
            .addLong(issuer.version());
    return connection.preparedQuery(SET_ISSUER).execute(values).await().rowCount() == 1;
  }

  private static Optional<BillingAccount> account(
      SqlConnection connection, TenantId tenant, String sql) {
    for (Row row : connection.preparedQuery(sql).execute(Tuple.of(tenant.value())).await()) {
      return Optional.of(
          new BillingAccount(
              ZoneId.of(row.getString("zone")), YearMonth.from(row.getLocalDate("first_month"))));
    }
    return Optional.empty();
  }

  private static List<AgreedTerms> terms(
      SqlConnection connection, TenantId tenant, YearMonth month, String sql) {
    List<AgreedTerms> found = new ArrayList<>();
    Tuple values = Tuple.of(tenant.value(), month.atDay(1));
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      String tax = row.getString("tax_name");
      found.add(
          new AgreedTerms(
              YearMonth.from(row.getLocalDate("effective_from")),
              row.getString("card"),
              EgressMethod.valueOf(row.getString("method")),
              new Share(row.getInteger("discount_bp")),
              row.getLong("minimum_minor"),
              tax.isEmpty()
                  ? Optional.empty()
                  : Optional.of(new Terms.Tax(tax, new Share(row.getInteger("tax_bp"))))));
    }
    return found;
  }

  private static Address address(Row row) {
    return new Address(
        row.getString("name"), row.getString("address"), row.getString("tax_number"));
  }
}
