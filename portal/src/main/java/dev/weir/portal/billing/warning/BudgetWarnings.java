package dev.weir.portal.billing.warning;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.bill.BillToDate;
import dev.weir.portal.billing.bill.BillToDate.Month;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once each in a month, when the bill to date reaches half, four fifths and all of a budget.
 * For virtual threads.
 */
public final class BudgetWarnings {

  /** Percents of a budget that are told. */
  public static final List<Integer> PERCENTS = List.of(50, 80, 100);

  private static final Logger LOG = LoggerFactory.getLogger(BudgetWarnings.class);
  private static final int WHOLE = 100;

  private static final String ALL =
      "SELECT tenant_id, amount_minor FROM billing_budget ORDER BY tenant_id";
  private static final String TAKE =
      """
      UPDATE billing_budget SET warned_month = $2, warned_percent = $3
      WHERE tenant_id = $1 AND (warned_month IS DISTINCT FROM $2 OR warned_percent < $3)
      """;

  private final Database database;
  private final BillToDate bill;
  private final Postbox postbox;
  private final PortalOrigin origin;
  private final Outbox outbox;
  private final TimeSource time;

  /** Warnings that are posted here, with links to the portal's {@code origin}. */
  public BudgetWarnings(
      Database database, BillToDate bill, Postbox postbox, PortalOrigin origin, TimeSource time) {
    this.outbox = new Outbox(time);
    this.time = time;
    this.database = database;
    this.bill = bill;
    this.postbox = postbox;
    this.origin = origin;
  }

  private record Budget(TenantId tenant, long amountMinor) {}

  /** Warns whoever is to be warned now; what fails for one holds up no other. */
  public void round() {
    for (Budget budget : budgets()) {
      try {
        bill.month(budget.tenant()).ifPresent(month -> judge(budget, month));
      } catch (Exception failed) {
        LOG.warn(
            "event=billing.budget-unread tenant={} cause=\"{}\"",
            budget.tenant(),
            failed.toString());
      }
    }
  }

  private void judge(Budget budget, Month month) {
    long spent = month.bill().totalMinor();
    Optional<Integer> reached =
        PERCENTS.reversed().stream()
            .filter(percent -> spent * WHOLE >= budget.amountMinor() * percent)
            .findFirst();
    reached.ifPresent(percent -> warn(budget, month, percent));
  }

  private void warn(Budget budget, Month month, int percent) {
    LocalDate first = month.month().month().atDay(1);
    database.inPlatform(connection -> {
      Tuple values = Tuple.of(budget.tenant().value(), first, percent);
      boolean taken = connection.preparedQuery(TAKE).execute(values).await().rowCount() == 1;
      if (taken) {
        outbox.put(
            connection,
            budget.tenant(),
            new CallbackEvent.Budget(month.month().month().toString(), time.now(), percent));
        var currency = month.bill().currency();
        for (String reader : Readers.of(connection, budget.tenant())) {
          postbox.post(
              connection,
              Mail.of(
                  reader,
                  "budget-reached",
                  percent,
                  Money.text(currency, budget.amountMinor()),
                  Money.text(currency, month.bill().totalMinor()),
                  Money.text(currency, month.forecast().totalMinor()),
                  origin.url() + "/billing"));
        }
      }
      return taken;
    });
  }

  private List<Budget> budgets() {
    return database.inPlatform(connection -> {
      List<Budget> found = new ArrayList<>();
      for (Row row : connection.query(ALL).execute().await()) {
        found.add(new Budget(new TenantId(row.getUUID("tenant_id")), row.getLong("amount_minor")));
      }
      return found;
    });
  }
}
