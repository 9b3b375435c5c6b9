package dev.weir.portal.billing.warning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.billing.Billed;
import dev.weir.portal.billing.account.Issuer;
import dev.weir.portal.billing.invoice.InvoiceOffice;
import dev.weir.portal.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Budgets and overdue invoices: each step is told once, and the last one ends in a suspension. */
@Timeout(60)
class WarningsTest {

  private static final long GIB = 1L << 30;
  private static final Instant IN_TIME = Instant.parse("2026-11-01T10:00:00Z");

  private PortalHouse house;
  private Billed billed;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    billed = new Billed(house);
    tenant = house.tenantWithoutPassword("one@example.org", "one.example.org");
    billed.publishCard();
    billed.agree(tenant, "UTC", YearMonth.of(2026, 10));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private int mails(String subject) {
    return house.dump("mail").split(subject, -1).length - 1;
  }

  @Test
  void aBudgetWarnsOnceForEachStepOfAMonth() {
    Browser billing = house.signedIn(tenant, Role.BILLING);
    billing.get("/billing/budget");
    assertThat(billing.post("/billing/budget", Map.of("amount", "-1")).statusCode()).isEqualTo(400);
    assertThat(billing.post("/billing/budget", Map.of("amount", "10.00")).statusCode())
        .isEqualTo(303);
    assertThat(billing.get("/billing/budget").body()).contains("value=\"10.00\"");
    house.sql(
        """
        INSERT INTO callback (tenant_id, id, name, url, dialect, kinds, sealed_secret, changed_at,
          changed_by)
        VALUES ('%s', gen_random_uuid(), 'c', 'https://hook.example.org/', 'standard',
          '{budget.reached}', 's', now(), '')
        """
            .formatted(tenant));
    // The minimum of 5.00 with VAT is 5.95: more than half.
    house.portal().budgetWarnings().round();
    house.portal().budgetWarnings().round();
    assertThat(mails("Your budget")).isEqualTo(2); // To the owner and to the billing person.

    billed.use(tenant, MeterDetail.FLV, "2026-11-20T10:00:00Z", 110 * GIB, IN_TIME);
    house.portal().budgetWarnings().round();
    assertThat(mails("Your budget")).isEqualTo(4);
    assertThat(house.dump("callback_event").split("budget.reached", -1)).hasSize(3);
  }

  @Test
  void anOverdueInvoiceIsRemindedOfThreeTimesAndThenItsTenantIsSuspended() {
    Issuer issuer = billed.office().issuer();
    billed
        .office()
        .change(
            Billed.STAFF,
            new Issuer(issuer.address(), "", issuer.dueDays(), true, issuer.version()));
    billed.closed(IN_TIME, IN_TIME);
    billed.run().run(YearMonth.of(2026, 10));
    UUID october = billed.invoices().of(Billed.STAFF, tenant).getFirst().id();
    assertThat(billed.invoices().makeFinal(Billed.STAFF, tenant, october))
        .isEqualTo(InvoiceOffice.Outcome.DONE);
    Reminders reminders = house.portal().reminders();
    for (int day = 0; day <= 14; day++) {
      reminders.round();
      house.time().advance(Duration.ofDays(1));
    }
    assertThat(mails("An invoice is overdue")).isZero();
    for (int day = 15; day <= 35; day++) {
      reminders.round();
      reminders.round();
      house.time().advance(Duration.ofDays(1));
    }
    assertThat(mails("last reminder")).isOne();
    assertThat(house.dump("billing_reminder").split(october.toString(), -1)).hasSize(4);
    assertThat(house.dump("tenant")).doesNotContain("SUSPENDED");
    reminders.round();
    assertThat(house.dump("tenant")).contains("SUSPENDED", "2026-000001");
    assertThat(house.dump("audit_entry")).contains("TENANT_SUSPENDED");
  }
}
