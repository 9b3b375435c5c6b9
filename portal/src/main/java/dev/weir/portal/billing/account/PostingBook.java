package dev.weir.portal.billing.account;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.Posting.Book;
import dev.weir.portal.billing.account.Posting.Reason;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The book of postings, to which is only added. Within the caller's transaction. */
public final class PostingBook {

  /** Most postings of a page. */
  public static final int MAX_SHOWN = 100;

  private static final String ADD =
      """
      INSERT INTO billing_posting (tenant_id, at, book, reason, amount_minor, currency, invoice_id,
        note, posted_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;
  private static final String SUMS =
      """
      SELECT book, sum(amount_minor)::bigint AS amount FROM billing_posting WHERE tenant_id = $1
      GROUP BY book
      """;
  private static final String OF_INVOICE =
      """
      SELECT coalesce(sum(amount_minor), 0)::bigint AS amount FROM billing_posting
      WHERE tenant_id = $1 AND invoice_id = $2 AND book = 'OWED'
      """;
  private static final String LATEST =
      """
      SELECT at, book, reason, amount_minor, currency, invoice_id, note, posted_by
      FROM billing_posting WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2
      """;

  private PostingBook() {}

  /** Adds a posting; nothing for an amount of nothing. */
  public static void add(SqlConnection connection, TenantId tenant, Posting posting) {
    if (posting.amountMinor() == 0) {
      return;
    }
    Tuple values =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addOffsetDateTime(posting.at().atOffset(ZoneOffset.UTC))
            .addString(posting.book().name())
            .addString(posting.reason().name())
            .addLong(posting.amountMinor())
            .addString(posting.currency().getCurrencyCode())
            .addValue(posting.invoice().orElse(null))
            .addString(posting.note())
            .addString(posting.by());
    connection.preparedQuery(ADD).execute(values).await();
  }

  /** What it comes to. */
  public static Balance balance(SqlConnection connection, TenantId tenant) {
    Map<Book, Long> sums = new EnumMap<>(Book.class);
    for (Row row : connection.preparedQuery(SUMS).execute(Tuple.of(tenant.value())).await()) {
      sums.put(Book.valueOf(row.getString("book")), row.getLong("amount"));
    }
    return new Balance(
        sums.getOrDefault(Book.OWED, 0L),
        sums.getOrDefault(Book.CREDIT, 0L),
        sums.getOrDefault(Book.PREPAID, 0L));
  }

  /** What is still owed of an invoice, minor units. */
  public static long owed(SqlConnection connection, TenantId tenant, UUID invoice) {
    return connection
        .preparedQuery(OF_INVOICE)
        .execute(Tuple.of(tenant.value(), invoice))
        .await()
        .iterator()
        .next()
        .getLong("amount");
  }

  /** The latest postings, newest first. */
  public static List<Posting> latest(SqlConnection connection, TenantId tenant) {
    List<Posting> found = new ArrayList<>();
    Tuple values = Tuple.of(tenant.value(), MAX_SHOWN);
    for (Row row : connection.preparedQuery(LATEST).execute(values).await()) {
      found.add(
          new Posting(
              row.getOffsetDateTime("at").toInstant(),
              Book.valueOf(row.getString("book")),
              Reason.valueOf(row.getString("reason")),
              row.getLong("amount_minor"),
              Currency.getInstance(row.getString("currency")),
              Optional.ofNullable(row.getUUID("invoice_id")),
              row.getString("note"),
              row.getString("posted_by")));
    }
    return found;
  }
}
