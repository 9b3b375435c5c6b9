package dev.weir.portal.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.billing.Billed;
import dev.weir.portal.billing.account.Balance;
import dev.weir.portal.billing.account.Posting.Book;
import dev.weir.portal.billing.invoice.Invoice.State;
import dev.weir.portal.billing.invoice.InvoiceOffice.Outcome;
import dev.weir.portal.billing.invoice.InvoiceRun.Tally;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Months in the database, from the rows of the ledger to invoices that are final, void and
 * corrected; each is made again, and is the one that is stored.
 */
@Timeout(60)
class InvoiceRunTest {

  private static final long GIB = 1L << 30;
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant IN_TIME = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant AFTERWARDS = Instant.parse("2026-11-20T10:00:00Z");

  private PortalHouse house;
  private Billed billed;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.shut();
    billed = new Billed(house);
    tenant = house.tenantWithoutPassword("one@example.org", "one.example.org");
    billed.publishCard();
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** 60 GiB in October, of which 10 are free. */
  private void october() {
    billed.agree(tenant, "UTC", OCTOBER);
    billed.use(tenant, MeterDetail.FLV, "2026-10-01T00:00:00Z", 40 * GIB, IN_TIME);
    billed.use(tenant, MeterDetail.HLS, "2026-10-31T23:55:00Z", 20 * GIB, IN_TIME);
    billed.use(tenant, MeterDetail.FLV, "2026-09-30T23:55:00Z", 500 * GIB, IN_TIME);
    billed.use(tenant, MeterDetail.FLV, "2026-11-01T00:00:00Z", 700 * GIB, IN_TIME);
    billed.closed(IN_TIME, IN_TIME);
  }

  private Invoice only(YearMonth month) {
    List<Invoice> found =
        billed.invoices().of(Billed.STAFF, tenant).stream()
            .filter(invoice -> invoice.month().month().equals(month))
            .filter(invoice -> invoice.kind() == Invoice.Kind.INVOICE)
            .filter(invoice -> invoice.state() != State.VOID)
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Outcome makeFinal(YearMonth month) {
    return billed.invoices().makeFinal(Billed.STAFF, tenant, only(month).id());
  }

  private InvoiceVerifier.Verdict verdict() {
    return new InvoiceVerifier(house.database(), house.time()).verify();
  }

  private Balance balance() {
    return billed.office().sheet(Billed.STAFF, tenant).balance();
  }

  @Test
  void aMonthsDraftHasItsRowsAndNoOthers() {
    october();
    assertThat(billed.run().run(OCTOBER)).isEqualTo(new Tally(1, 0, 0, 0, 0, 0, 0));
    Invoice draft = only(OCTOBER);
    assertThat(draft.state()).isEqualTo(State.DRAFT);
    // 50 GiB at 0.08 are 4.00, less 10 % are 3.60: below the minimum of 5.00. VAT of 19 % is 0.95.
    assertThat(draft.document().usedMinor()).isEqualTo(400);
    assertThat(draft.document().discountMinor()).isEqualTo(40);
    assertThat(draft.document().minimumMinor()).isEqualTo(140);
    assertThat(draft.amounts()).isEqualTo(new Invoice.Amounts(500, 95));
  }

  @Test
  void aRunCanBeRepeatedAndLeavesFinalsAlone() {
    october();
    billed.run().run(OCTOBER);
    Invoice draft = only(OCTOBER);
    assertThat(billed.run().run(OCTOBER).same()).isOne();
    assertThat(only(OCTOBER)).isEqualTo(draft);

    billed.use(tenant, MeterDetail.FLV, "2026-10-15T12:00:00Z", 200 * GIB, AFTERWARDS);
    billed.closed(AFTERWARDS, AFTERWARDS);
    assertThat(makeFinal(OCTOBER)).isEqualTo(Outcome.CHANGED);
    assertThat(only(OCTOBER).id()).isEqualTo(draft.id());
    assertThat(only(OCTOBER).document().usedMinor()).isEqualTo(800 + 900);
    assertThat(billed.run().run(OCTOBER).same()).isOne();

    billed
        .house()
        .sql(
            """
            INSERT INTO callback (tenant_id, id, name, url, dialect, kinds, sealed_secret, state,
              changed_at, changed_by)
            VALUES ('%s', gen_random_uuid(), 'bills', 'https://example.org', 'standard',
              '{invoice.issued}', 's', 'PAUSED', now(), '')
            """
                .formatted(tenant));
    assertThat(makeFinal(OCTOBER)).isEqualTo(Outcome.DONE);
    Invoice issued = only(OCTOBER);
    assertThat(issued.number()).contains("2026-000001");
    assertThat(billed.house().dump("callback_event")).contains("invoice.issued", "2026-000001");
    assertThat(makeFinal(OCTOBER)).isEqualTo(Outcome.NOT_POSSIBLE);
    assertThat(billed.run().run(OCTOBER).finals()).isOne();
    assertThat(only(OCTOBER)).isEqualTo(issued);
    assertThat(balance().owedMinor()).isEqualTo(issued.amounts().totalMinor());
    assertThat(verdict().flaws()).isEmpty();
  }

  @Test
  void aMonthThatGoesOnIsNotBilled() {
    october();
    billed.closed(Instant.parse("2026-10-31T23:55:00Z"), IN_TIME);
    assertThat(billed.run().run(OCTOBER).notOver()).isOne();
    assertThat(billed.run().run(YearMonth.of(2026, 9)).notBilled()).isOne();
    assertThat(billed.invoices().of(Billed.STAFF, tenant)).isEmpty();
  }

  @Test
  void aMonthBeginsAndEndsWhereTheTenantLives() {
    // New York: October ends at 04:00 UTC; on 1 November at 06:00 clocks go back.
    billed.agree(tenant, "America/New_York", OCTOBER);
    billed.use(tenant, MeterDetail.FLV, "2026-10-01T03:55:00Z", 100 * GIB, IN_TIME);
    billed.use(tenant, MeterDetail.FLV, "2026-10-01T04:00:00Z", 11 * GIB, IN_TIME);
    billed.use(tenant, MeterDetail.FLV, "2026-11-01T03:55:00Z", GIB, IN_TIME);
    billed.use(tenant, MeterDetail.FLV, "2026-11-01T04:00:00Z", 100 * GIB, IN_TIME);
    billed.closed(IN_TIME, IN_TIME);
    billed.run().run(OCTOBER);
    assertThat(only(OCTOBER).document().lines().getFirst().quantity().decimal(3))
        .isEqualByComparingTo("12");
    assertThat(only(OCTOBER).month().length().toHours()).isEqualTo(31 * 24);
  }

  @Test
  void aLeapDayIsADayOfItsMonth() {
    YearMonth february = YearMonth.of(2028, 2);
    billed.agree(tenant, "Asia/Kolkata", february);
    billed.use(tenant, MeterDetail.FLV, "2028-02-29T18:25:00Z", 11 * GIB, IN_TIME);
    billed.use(tenant, MeterDetail.FLV, "2028-02-29T18:30:00Z", 50 * GIB, IN_TIME);
    // A GiB that is kept for all of a February with 29 days.
    billed.use(tenant, MeterDetail.RECORDINGS, "2028-02-29T12:00:00Z", 29 * 24 * GIB, IN_TIME);
    billed.closed(Instant.parse("2028-03-02T00:00:00Z"), IN_TIME);
    billed.run().run(february);
    List<InvoiceDocument.Line> lines = only(february).document().lines();
    assertThat(lines.getFirst().quantity().decimal(3)).isEqualByComparingTo("11");
    assertThat(lines.getLast().quantity().decimal(3)).isEqualByComparingTo("1");
    assertThat(lines.getLast().amountMinor()).isEqualTo(3);
  }

  @Test
  void whatCameTooLateIsOnTheNextBillOnce() {
    october();
    billed.run().run(OCTOBER);
    assertThat(makeFinal(OCTOBER)).isEqualTo(Outcome.DONE);
    billed.use(tenant, MeterDetail.FLV, "2026-10-20T12:00:00Z", 3 * GIB, AFTERWARDS);
    billed.closed(Instant.parse("2026-12-01T00:10:00Z"), AFTERWARDS);
    billed.run().run(NOVEMBER);
    assertThat(only(NOVEMBER).document().lines().getFirst().quantity().decimal(3))
        .isEqualByComparingTo("703");
    assertThat(makeFinal(NOVEMBER)).isEqualTo(Outcome.DONE);

    billed.closed(Instant.parse("2027-01-01T00:10:00Z"), AFTERWARDS.plusSeconds(1));
    billed.run().run(YearMonth.of(2026, 12));
    assertThat(only(YearMonth.of(2026, 12)).document().usedMinor()).isZero();
    assertThat(verdict().flaws()).isEmpty();
  }

  @Test
  void monthsAreIssuedInTheirOrder() {
    october();
    billed.closed(Instant.parse("2026-12-01T00:10:00Z"), IN_TIME);
    billed.run().run(NOVEMBER);
    assertThat(makeFinal(NOVEMBER)).isEqualTo(Outcome.EARLIER_FIRST);
    billed.run().run(OCTOBER);
    assertThat(makeFinal(OCTOBER)).isEqualTo(Outcome.DONE);
    // The draft was made before it was known where October ends.
    assertThat(makeFinal(NOVEMBER)).isEqualTo(Outcome.CHANGED);
    assertThat(makeFinal(NOVEMBER)).isEqualTo(Outcome.DONE);
    assertThat(only(NOVEMBER).number()).contains("2026-000002");
  }

  @Test
  void whatIsFinalIsNeverChangedByAnybody() {
    october();
    billed.run().run(OCTOBER);
    makeFinal(OCTOBER);
    for (String change :
        List.of(
            "UPDATE invoice SET total_minor = 1, net_minor = 1, tax_minor = 0",
            "UPDATE invoice SET document = '{}'",
            "UPDATE invoice SET state = 'DRAFT', number = NULL",
            "UPDATE invoice SET state = 'VOID', due_on = NULL",
            "DELETE FROM invoice",
            "TRUNCATE invoice",
            "UPDATE billing_posting SET amount_minor = 1",
            "DELETE FROM billing_posting",
            "UPDATE billing_card_version SET prices = '{}'",
            "DELETE FROM billing_card_version")) {
      assertThatThrownBy(() -> house.sql(change))
          .as(change)
          .hasStackTraceContaining("never changed");
    }
  }

  @Test
  void aVoidInvoiceIsNotOwedAndItsMonthIsBilledAgainOfTheSameRows() {
    october();
    billed.office().post(Billed.STAFF, tenant, Book.CREDIT, 200, "for the trouble");
    billed.run().run(OCTOBER);
    assertThat(only(OCTOBER).amounts().netMinor()).isEqualTo(300);
    makeFinal(OCTOBER);
    Invoice first = only(OCTOBER);
    assertThat(balance()).isEqualTo(new Balance(357, 0, 0));
    assertThat(billed.invoices().pay(Billed.STAFF, tenant, first.id(), 100, "by bank"))
        .isEqualTo(Outcome.DONE);
    assertThat(billed.invoices().declareVoid(Billed.STAFF, tenant, first.id(), "wrong address"))
        .isEqualTo(Outcome.DONE);
    assertThat(balance()).isEqualTo(new Balance(0, 200, 100));

    billed.use(tenant, MeterDetail.FLV, "2026-10-20T12:00:00Z", 300 * GIB, AFTERWARDS);
    billed.closed(AFTERWARDS, AFTERWARDS);
    billed.run().run(OCTOBER);
    assertThat(only(OCTOBER).document().lines()).isEqualTo(first.document().lines());
    makeFinal(OCTOBER);
    assertThat(only(OCTOBER).number()).contains("2026-000002");
    assertThat(balance()).isEqualTo(new Balance(257, 0, 0));
    assertThat(verdict()).isEqualTo(new InvoiceVerifier.Verdict(2, 0, List.of()));
  }

  @Test
  void aCreditNoteTakesOffAndWhatWasPaidIsThereForTheNext() {
    october();
    billed.run().run(OCTOBER);
    makeFinal(OCTOBER);
    Invoice invoice = only(OCTOBER);
    billed.invoices().pay(Billed.STAFF, tenant, invoice.id(), 595, "by bank");
    assertThat(billed.invoices().correct(Billed.STAFF, tenant, invoice.id(), 501, "too much"))
        .isEqualTo(Outcome.TOO_MUCH);
    assertThat(billed.invoices().correct(Billed.STAFF, tenant, invoice.id(), 100, "an outage"))
        .isEqualTo(Outcome.DONE);
    assertThat(balance()).isEqualTo(new Balance(0, 0, 119));
    assertThat(billed.invoices().of(Billed.STAFF, tenant))
        .anySatisfy(note -> {
          assertThat(note.number()).contains("2026-000002");
          assertThat(note.amounts()).isEqualTo(new Invoice.Amounts(-100, -19));
          assertThat(note.corrects()).contains(invoice.id());
        });
    assertThat(billed.invoices().declareVoid(Billed.STAFF, tenant, invoice.id(), "no"))
        .isEqualTo(Outcome.NOT_POSSIBLE);
    assertThat(verdict().flaws()).isEmpty();
  }

  @Test
  void aLedgerThatIsNotTheInvoicesIsNoticed() {
    october();
    billed.run().run(OCTOBER);
    makeFinal(OCTOBER);
    house.sql("UPDATE usage_ledger SET quantity = quantity * 9 WHERE bucket > '2026-10-02'");
    assertThat(verdict().flaws()).hasSize(2).allMatch(flaw -> flaw.contains("2026-000001"));
    house.sql("UPDATE billing_number SET last = 3");
    assertThat(verdict().flaws()).hasSize(4);
  }
}
