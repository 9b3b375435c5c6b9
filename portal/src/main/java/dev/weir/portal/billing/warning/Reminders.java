package dev.weir.portal.billing.warning;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AccountStore;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reminds of invoices that are overdue, three times, and suspends who has not paid a week after the
 * last reminder, where the operator wants that. For virtual threads.
 */
public final class Reminders {

  /** Days after an invoice was due on which its reminders are sent. */
  public static final List<Integer> DAYS = List.of(1, 8, 15);

  /** Days after an invoice was due when its tenant is suspended. */
  public static final int SUSPENDED_AFTER_DAYS = 22;

  /** Most invoices of a round. */
  static final int ROUND = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

  private static final String OVERDUE =
      """
      SELECT i.tenant_id, i.id, i.number, i.due_on, i.currency, t.state,
        (SELECT sum(amount_minor) FROM billing_posting p
         WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.book = 'OWED')::bigint
          AS owed,
        (SELECT coalesce(max(step), 0) FROM billing_reminder r
         WHERE r.tenant_id = i.tenant_id AND r.invoice_id = i.id) AS step
      FROM invoice i JOIN tenant t ON t.id = i.tenant_id AND t.delete_after IS NULL
      WHERE i.kind = 'INVOICE' AND i.state = 'FINAL' AND i.due_on < $1
        AND 0 < (SELECT coalesce(sum(amount_minor), 0) FROM billing_posting p
                 WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.book = 'OWED')
      ORDER BY i.due_on LIMIT $2
      """;
  private static final String TAKE =
      """
      INSERT INTO billing_reminder (tenant_id, invoice_id, step, at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING
      """;

  private final Database database;
  private final Postbox postbox;
  private final Suspension suspension;
  private final PortalOrigin origin;
  private final TimeSource time;

  /** Reminders that are posted here, with links to the portal's {@code origin}. */
  public Reminders(
      Database database,
      Postbox postbox,
      Suspension suspension,
      PortalOrigin origin,
      TimeSource time) {
    this.database = database;
    this.postbox = postbox;
    this.suspension = suspension;
    this.origin = origin;
    this.time = time;
  }

  private record Overdue(
      TenantId tenant,
      UUID id,
      String number,
      LocalDate due,
      String owed,
      int step,
      boolean active) {}

  /** Reminds of what is due, one step at a time. */
  public void round() {
    LocalDate today = time.now().atOffset(ZoneOffset.UTC).toLocalDate();
    boolean suspends = database.inPlatform(AccountStore::issuer).suspends();
    for (Overdue invoice : overdue(today)) {
      long days = ChronoUnit.DAYS.between(invoice.due(), today);
      int next = invoice.step() + 1;
      if (next <= DAYS.size() && days >= DAYS.get(next - 1)) {
        remind(invoice, next, suspends);
      } else if (suspends
          && invoice.active()
          && next > DAYS.size()
          && days >= SUSPENDED_AFTER_DAYS) {
        LOG.warn(
            "event=billing.suspended tenant={} invoice={}", invoice.tenant(), invoice.number());
        suspension.suspend(
            invoice.tenant(),
            "Invoice %s, due on %s, is not paid.".formatted(invoice.number(), invoice.due()));
      }
    }
  }

  private void remind(Overdue invoice, int step, boolean suspends) {
    database.inPlatform(connection -> {
      Tuple values =
          Tuple.of(
              invoice.tenant().value(), invoice.id(), step, time.now().atOffset(ZoneOffset.UTC));
      boolean taken = connection.preparedQuery(TAKE).execute(values).await().rowCount() == 1;
      if (taken) {
        mail(connection, invoice, suspends && step == DAYS.size());
      }
      return taken;
    });
  }

  private void mail(SqlConnection connection, Overdue invoice, boolean last) {
    String link = origin.url() + "/billing/invoices/" + invoice.id();
    String key = last ? "invoice-last-reminder" : "invoice-reminder";
    for (String reader : Readers.of(connection, invoice.tenant())) {
      postbox.post(
          connection,
          Mail.of(
              reader,
              key,
              invoice.number(),
              invoice.due().toString(),
              invoice.owed(),
              link,
              invoice.due().plusDays(SUSPENDED_AFTER_DAYS).toString()));
    }
  }

  private List<Overdue> overdue(LocalDate today) {
    return database.inPlatform(connection -> {
      List<Overdue> found = new ArrayList<>();
      for (Row row : connection.preparedQuery(OVERDUE).execute(Tuple.of(today, ROUND)).await()) {
        Currency currency = Currency.getInstance(row.getString("currency"));
        found.add(
            new Overdue(
                new TenantId(row.getUUID("tenant_id")),
                row.getUUID("id"),
                row.getString("number"),
                row.getLocalDate("due_on"),
                Money.text(currency, row.getLong("owed")),
                row.getInteger("step"),
                row.getString("state").equals("ACTIVE")));
      }
      return found;
    });
  }
}
