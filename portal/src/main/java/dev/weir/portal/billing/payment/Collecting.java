package dev.weir.portal.billing.payment;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AccountStore;
import dev.weir.portal.billing.account.Posting;
import dev.weir.portal.billing.account.Posting.Book;
import dev.weir.portal.billing.account.Posting.Reason;
import dev.weir.portal.billing.account.PostingBook;
import dev.weir.portal.billing.payment.PaymentMethod.Answer;
import dev.weir.portal.billing.payment.PaymentMethod.Demand;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the way of payment for what is owed, and writes into the book what came in. The book alone
 * knows what was paid: a round that is cut off anywhere asks again under the same key, and the
 * method's answer is written down once. For virtual threads.
 */
public final class Collecting {

  /** Most invoices of a round. */
  static final int ROUND = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Collecting.class);

  private static final String OWED =
      """
      SELECT i.tenant_id, i.id, i.number, i.currency, i.due_on, b.owed, b.postings
      FROM invoice i JOIN LATERAL (
        SELECT coalesce(sum(amount_minor), 0)::bigint AS owed, count(*) AS postings
        FROM billing_posting p
        WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.book = 'OWED') AS b ON true
      WHERE i.kind = 'INVOICE' AND i.state = 'FINAL' AND b.owed > 0
      ORDER BY i.due_on, i.id LIMIT $1
      """;
  private static final String KNOWN =
      """
      SELECT EXISTS (SELECT FROM billing_posting
        WHERE tenant_id = $1 AND invoice_id = $2 AND reason = 'PAYMENT' AND note = $3) AS known
      """;

  private final Database database;
  private final PaymentMethod method;
  private final TimeSource time;

  /** Collects in this way. */
  public Collecting(Database database, PaymentMethod method, TimeSource time) {
    this.database = database;
    this.method = method;
    this.time = time;
  }

  /** Asks once for each invoice of which something is owed, those that are due first at first. */
  public void round() {
    for (Demand demand : database.inPlatform(Collecting::demands)) {
      try {
        take(demand, method.ask(demand));
      } catch (Exception failed) {
        LOG.warn(
            "event=billing.not-collected invoice={} cause=\"{}\"",
            demand.number(),
            failed.toString());
      }
    }
  }

  private static List<Demand> demands(SqlConnection connection) {
    List<Demand> demands = new ArrayList<>();
    for (Row row : connection.preparedQuery(OWED).execute(Tuple.of(ROUND)).await()) {
      // What was paid, credited or declared void in between makes it another demand.
      String key = row.getUUID("id") + "/" + row.getLong("postings");
      demands.add(
          new Demand(
              new TenantId(row.getUUID("tenant_id")),
              row.getUUID("id"),
              key,
              row.getString("number"),
              Currency.getInstance(row.getString("currency")),
              row.getLong("owed"),
              row.getLocalDate("due_on")));
    }
    return demands;
  }

  private void take(Demand demand, Answer answer) {
    switch (answer) {
      case Answer.Awaited _ -> {}
      case Answer.Refused refused ->
          LOG.warn(
              "event=billing.payment-refused tenant={} invoice={} reason=\"{}\"",
              demand.tenant(),
              demand.number(),
              refused.reason());
      case Answer.Received received -> book(demand, received);
    }
  }

  private void book(Demand demand, Answer.Received received) {
    String note = received.reference();
    if (received.amountMinor() <= 0 || note.isBlank() || note.length() > Posting.MAX_NOTE) {
      throw new IllegalArgumentException("a payment of " + received.amountMinor() + ": " + note);
    }
    database.inPlatform(connection -> {
      // Whoever changes what a tenant owes takes turns at its account.
      AccountStore.lock(connection, demand.tenant());
      if (!isKnown(connection, demand, note)) {
        write(connection, demand, received);
      }
      return demand;
    });
  }

  private static boolean isKnown(SqlConnection connection, Demand demand, String note) {
    Tuple values = Tuple.of(demand.tenant().value(), demand.invoice(), note);
    return connection
        .preparedQuery(KNOWN)
        .execute(values)
        .await()
        .iterator()
        .next()
        .getBoolean("known");
  }

  /** What is more than is owed by now is there for the next invoices. */
  private void write(SqlConnection connection, Demand demand, Answer.Received received) {
    long owed = Math.max(0, PostingBook.owed(connection, demand.tenant(), demand.invoice()));
    long paid = Math.min(owed, received.amountMinor());
    post(connection, demand, Book.OWED, -paid, received.reference());
    post(connection, demand, Book.PREPAID, received.amountMinor() - paid, received.reference());
  }

  private void post(
      SqlConnection connection, Demand demand, Book book, long amountMinor, String note) {
    if (amountMinor != 0) {
      PostingBook.add(
          connection,
          demand.tenant(),
          new Posting(
              time.now(),
              book,
              Reason.PAYMENT,
              amountMinor,
              demand.currency(),
              Optional.of(demand.invoice()),
              note,
              ""));
    }
  }
}
