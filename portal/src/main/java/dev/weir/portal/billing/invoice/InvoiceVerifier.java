package dev.weir.portal.billing.invoice;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.PostingBook;
import dev.weir.portal.billing.invoice.Invoice.Amounts;
import dev.weir.portal.billing.invoice.Invoice.State;
import dev.weir.portal.billing.rating.Bill;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Proves invoices: each is made again from the ledger as it was then, and must be the one that is
 * stored; their numbers have no gaps; and the book owes what they say. Changes nothing. For virtual
 * threads, and for the main thread of a command.
 */
public final class InvoiceVerifier {

  /** How long the ledger is there to make an invoice of; it is kept for 13 months. */
  static final Duration PROVABLE = Duration.ofDays(365);

  private static final int AT_ONCE = 50;

  /** Numbers that were taken, and are nobody's. */
  private static final String GAPS =
      """
      SELECT n.year || '-' || lpad(s::text, 6, '0') AS number
      FROM billing_number n, generate_series(1, n.last) AS s
      WHERE NOT EXISTS (SELECT FROM invoice i
                        WHERE i.number = n.year || '-' || lpad(s::text, 6, '0'))
      ORDER BY 1 LIMIT 20
      """;

  private final Database database;
  private final TimeSource time;

  /** Looks into this database. */
  public InvoiceVerifier(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * What it came to.
   *
   * @param proven invoices that were made again
   * @param tooOld those whose ledger is not kept any more
   * @param flaws what is wrong, in sentences; empty when all is right
   */
  public record Verdict(int proven, int tooOld, List<String> flaws) {

    /** Copies the list. */
    public Verdict {
      flaws = List.copyOf(flaws);
    }
  }

  /** Looks at all invoices that have a number. */
  public Verdict verify() {
    List<String> flaws = new ArrayList<>(gaps());
    int proven = 0;
    int tooOld = 0;
    UUID tenant = new UUID(0, 0);
    UUID after = new UUID(0, 0);
    List<Invoice> some = next(tenant, after);
    while (!some.isEmpty()) {
      for (Invoice invoice : some) {
        if (invoice.month().begins().isBefore(time.now().minus(PROVABLE))) {
          tooOld++;
        } else {
          prove(invoice, flaws);
          proven++;
        }
        tenant = invoice.tenant().value();
        after = invoice.id();
      }
      some = next(tenant, after);
    }
    return new Verdict(proven, tooOld, flaws);
  }

  private List<Invoice> next(UUID tenant, UUID after) {
    return database.inPlatform(
        connection -> InvoiceStore.numbered(connection, tenant, after, AT_ONCE));
  }

  private void prove(Invoice invoice, List<String> flaws) {
    String name =
        "invoice %s of tenant %s".formatted(invoice.number().orElse(""), invoice.tenant());
    database.inPlatform(connection -> {
      Bill bill = InvoiceMaking.again(connection, invoice);
      InvoiceDocument document = invoice.document();
      List<InvoiceDocument.Line> lines =
          InvoiceMaking.lines(
              document.lines().stream().map(InvoiceDocument.Line::thing).toList(), bill);
      if (!lines.equals(document.lines()) || lines.size() != bill.lines().size()) {
        flaws.add(name + ": its lines are not those of the ledger");
      }
      Amounts amounts = new Amounts(bill.netMinor(), bill.taxMinor());
      boolean same =
          amounts.equals(invoice.amounts())
              && bill.discountMinor() == document.discountMinor()
              && bill.minimumMinor() == document.minimumMinor()
              && bill.creditMinor() == document.creditMinor();
      if (!same) {
        flaws.add(
            "%s: it says %d, and the ledger makes %d of it"
                .formatted(name, invoice.amounts().totalMinor(), bill.totalMinor()));
      }
      book(connection, invoice.tenant(), invoice, name, flaws);
      return lines;
    });
  }

  /** What is owed of it is between nothing and all of it. */
  private static void book(
      SqlConnection connection, TenantId tenant, Invoice invoice, String name, List<String> flaws) {
    long owed = PostingBook.owed(connection, tenant, invoice.id());
    long most = invoice.state() == State.VOID ? 0 : Math.max(0, invoice.amounts().totalMinor());
    if (owed < 0 || owed > most) {
      flaws.add("%s: the book says that %d is owed of it".formatted(name, owed));
    }
  }

  private List<String> gaps() {
    return database.inPlatform(connection -> {
      List<String> gaps = new ArrayList<>();
      for (Row row : connection.query(GAPS).execute().await()) {
        gaps.add("number " + row.getString("number") + " is no invoice's");
      }
      return gaps;
    });
  }
}
