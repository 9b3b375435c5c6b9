package dev.weir.portal.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.billing.Billed;
import dev.weir.portal.billing.account.Balance;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.InvoiceOffice.Outcome;
import dev.weir.portal.billing.payment.PaymentMethod.Answer;
import dev.weir.portal.billing.payment.PaymentMethod.Demand;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is owed, a way of payment that is asked for it, and what the book says afterwards. */
@Timeout(60)
class CollectingTest {

  private static final Instant IN_TIME = Instant.parse("2026-11-01T10:00:00Z");

  private final List<Demand> asked = new ArrayList<>();

  private PortalHouse house;
  private Billed billed;
  private TenantId tenant;
  private Invoice invoice;

  @BeforeEach
  void anInvoiceThatIsOwed() {
    house = PortalHouse.shut();
    billed = new Billed(house);
    tenant = house.tenantWithoutPassword("one@example.org", "one.example.org");
    billed.publishCard();
    billed.agree(tenant, "UTC", YearMonth.of(2026, 10));
    billed.use(tenant, MeterDetail.FLV, "2026-10-01T00:00:00Z", 60L << 30, IN_TIME);
    billed.closed(IN_TIME, IN_TIME);
    billed.run().run(YearMonth.of(2026, 10));
    Invoice draft = billed.invoices().of(Billed.STAFF, tenant).getFirst();
    assertThat(billed.invoices().makeFinal(Billed.STAFF, tenant, draft.id()))
        .isEqualTo(Outcome.DONE);
    invoice = billed.invoices().of(Billed.STAFF, tenant).getFirst();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void round(Function<Demand, Answer> method) {
    new Collecting(
            house.database(),
            demand -> {
              asked.add(demand);
              return method.apply(demand);
            },
            house.time())
        .round();
  }

  private Balance balance() {
    return billed.office().sheet(Billed.STAFF, tenant).balance();
  }

  @Test
  void moneyThatComesByItselfIsWaitedFor() {
    round(PaymentMethod.manual()::ask);
    assertThat(asked)
        .singleElement()
        .satisfies(demand -> {
          assertThat(demand.number()).isEqualTo("2026-000001");
          assertThat(demand.amountMinor()).isEqualTo(595);
          assertThat(demand.dueOn()).isEqualTo(invoice.dueOn().orElseThrow());
        });
    assertThat(balance().owedMinor()).isEqualTo(595);
  }

  @Test
  void whatWasReceivedIsBookedOnceHoweverOftenItIsTold() {
    round(demand -> new Answer.Received(200, "charge 1"));
    assertThat(balance().owedMinor()).isEqualTo(395);
    round(demand -> new Answer.Received(200, "charge 1"));
    assertThat(balance().owedMinor()).isEqualTo(395);
    round(demand -> new Answer.Received(demand.amountMinor(), "charge 2"));
    assertThat(balance().owedMinor()).isZero();
    round(demand -> new Answer.Received(1, "never asked"));
    assertThat(asked).hasSize(3);
    assertThat(asked.get(0).key()).isNotEqualTo(asked.get(1).key());
  }

  @Test
  void aMethodThatFailsOrRefusesChangesNothingAndIsAskedAgain() {
    round(demand -> {
      throw new IllegalStateException("the provider is away");
    });
    round(demand -> new Answer.Refused("the card has expired"));
    round(demand -> new Answer.Received(0, "nothing"));
    round(demand -> new Answer.Received(5, " "));
    assertThat(asked).extracting(Demand::key).hasSize(4).containsOnly(asked.getFirst().key());
    assertThat(balance().owedMinor()).isEqualTo(595);
  }

  @Test
  void whatWasPaidByHandMeanwhileIsThereForTheNextInvoice() {
    round(demand -> {
      assertThat(billed.invoices().pay(Billed.STAFF, tenant, invoice.id(), 500, "transfer"))
          .isEqualTo(Outcome.DONE);
      return new Answer.Received(demand.amountMinor(), "charge 1");
    });
    assertThat(balance().owedMinor()).isZero();
    assertThat(balance().prepaidMinor()).isEqualTo(500);
  }
}
