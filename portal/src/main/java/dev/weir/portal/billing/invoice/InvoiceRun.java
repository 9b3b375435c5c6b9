package dev.weir.portal.billing.invoice;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AccountStore;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monthly run: a draft for each tenant that is billed. It can be repeated as often as one
 * likes: drafts are made anew when the ledger or the terms say something else, and what is final is
 * left alone. For virtual threads, and for the main thread of a command.
 */
public final class InvoiceRun {

  private static final Logger LOG = LoggerFactory.getLogger(InvoiceRun.class);

  private final Database database;
  private final TimeSource time;

  /** Runs over this database. */
  public InvoiceRun(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * What a run came to: how many tenants' drafts were made, made anew, found to be the same; whose
   * invoices are final, whose month is not over, to whom nothing is billed, and which failed.
   */
  public record Tally(
      int made, int remade, int same, int finals, int notOver, int notBilled, int failed) {

    private static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    private Tally plus(InvoiceMaking.Outcome outcome) {
      return switch (outcome) {
        case MADE -> new Tally(made + 1, remade, same, finals, notOver, notBilled, failed);
        case REMADE -> new Tally(made, remade + 1, same, finals, notOver, notBilled, failed);
        case SAME -> new Tally(made, remade, same + 1, finals, notOver, notBilled, failed);
        case FINAL -> new Tally(made, remade, same, finals + 1, notOver, notBilled, failed);
        case NOT_OVER -> new Tally(made, remade, same, finals, notOver + 1, notBilled, failed);
        case NOT_BILLED -> new Tally(made, remade, same, finals, notOver, notBilled + 1, failed);
      };
    }

    private Tally plusFailed() {
      return new Tally(made, remade, same, finals, notOver, notBilled, failed + 1);
    }
  }

  /** Makes the drafts of a month, tenant by tenant; what fails for one holds up no other. */
  public Tally run(YearMonth month) {
    Tally tally = Tally.NONE;
    for (TenantId tenant : tenants()) {
      try {
        tally = tally.plus(draft(tenant, month));
      } catch (Exception failed) {
        LOG.error(
            "event=billing.draft-failed tenant={} month={} cause=\"{}\"",
            tenant,
            month,
            failed.toString());
        tally = tally.plusFailed();
      }
    }
    return tally;
  }

  /** Makes the drafts of the month before this one, wherever that is over. */
  public void lastMonth() {
    YearMonth month = YearMonth.from(time.now().atOffset(ZoneOffset.UTC)).minusMonths(1);
    Tally tally = run(month);
    if (tally.made() + tally.remade() > 0) {
      LOG.info("event=billing.run month={} tally={}", month, tally);
    }
  }

  InvoiceMaking.Outcome draft(TenantId tenant, YearMonth month) {
    return database.inPlatform(
        connection -> InvoiceMaking.draft(connection, tenant, month, time.now()));
  }

  private List<TenantId> tenants() {
    return database.inPlatform(AccountStore::tenants);
  }
}
