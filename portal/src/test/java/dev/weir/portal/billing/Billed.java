package dev.weir.portal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.account.AgreedTerms;
import dev.weir.portal.billing.account.BillingOffice;
import dev.weir.portal.billing.card.PriceNotation;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.invoice.InvoiceOffice;
import dev.weir.portal.billing.invoice.InvoiceRun;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Position;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.Terms;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Staff;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A house in which there is something to bill: a card, terms, and a ledger that tests write into.
 */
public record Billed(PortalHouse house) {

  /** One of the staff. */
  public static final Staff STAFF = new Staff(PersonId.random(), "staff@example.org", Origin.NONE);

  /** Its card. */
  public static final String CARD = "standard";

  /** What everybody pays in. */
  public static final Currency EUR = Currency.getInstance("EUR");

  /** Publishes the card: traffic in tiers, bandwidth, recording, storage. */
  public void publishCard() {
    assertThat(cards().create(STAFF, card(YearMonth.of(2026, 1))))
        .isEqualTo(RateCards.Outcome.PUBLISHED);
  }

  /** What {@link #publishCard} publishes. */
  public static RateCards.Draft card(YearMonth from) {
    Map<Priced, Position> prices = new EnumMap<>(Priced.class);
    put(prices, Priced.EGRESS_TRAFFIC, "10 free; 0.08 to 100; 0.06");
    put(prices, Priced.EGRESS_DAILY_PEAK, "0.03");
    put(prices, Priced.EGRESS_MONTHLY_95TH, "1.2");
    put(prices, Priced.EGRESS_MONTHLY_FOURTH_PEAK, "1.1");
    put(prices, Priced.TRANSCODE_H264_HD, "0.02");
    put(prices, Priced.RECORDING, "0.001");
    put(prices, Priced.STORAGE, "0.03");
    return new RateCards.Draft(CARD, "Standard", EUR, from, prices);
  }

  private static void put(Map<Priced, Position> prices, Priced thing, String notation) {
    prices.put(thing, PriceNotation.parse(thing.measure(), notation));
  }

  /** Agrees upon the card with a tenant, by traffic, with VAT. */
  public void agree(TenantId tenant, String zone, YearMonth from) {
    AgreedTerms terms =
        new AgreedTerms(
            from,
            CARD,
            EgressMethod.TRAFFIC,
            new Share(1_000),
            500,
            Optional.of(new Terms.Tax("VAT", new Share(1_900))));
    assertThat(office().agree(STAFF, tenant, ZoneId.of(zone), terms))
        .isEqualTo(BillingOffice.Outcome.AGREED);
  }

  /** Enters a row into the ledger, as if it had been entered at that time. */
  public void use(
      TenantId tenant, MeterDetail detail, String bucket, long quantity, Instant entered) {
    use(tenant, "demo01", detail, bucket, quantity, entered);
  }

  /** The same of a stream. */
  public void use(
      TenantId tenant,
      String stream,
      MeterDetail detail,
      String bucket,
      long quantity,
      Instant entered) {
    house.sql(
        """
        SELECT usage_prepare('%3$s');
        INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail)
        VALUES ('%1$s', 'play.example.org', 'live', '%6$s', '', '%7$s', '%2$s')
        ON CONFLICT DO NOTHING;
        INSERT INTO usage_ledger
        SELECT tenant_id, id, '%3$s', '%5$s',
          CASE WHEN timestamptz '%3$s' < (SELECT closed_until FROM usage_clock) THEN 'LATE'
            ELSE 'COUNTED' END, %4$d
        FROM usage_series WHERE tenant_id = '%1$s' AND detail = '%2$s' AND stream = '%6$s'
        """
            .formatted(tenant, detail, bucket, quantity, entered, stream, detail.meter()));
  }

  /** All that began before this is entered, and the last was at that time. */
  public void closed(Instant until, Instant entered) {
    house.sql(
        "UPDATE usage_clock SET closed_until = '%s', entered_at = '%s'".formatted(until, entered));
  }

  /** The cards. */
  public RateCards cards() {
    return new RateCards(house.database(), new AuditLog(house.time()), house.time());
  }

  /** The accounts. */
  public BillingOffice office() {
    return new BillingOffice(house.database(), new AuditLog(house.time()), house.time());
  }

  /** The invoices. */
  public InvoiceOffice invoices() {
    return new InvoiceOffice(house.database(), new AuditLog(house.time()), house.time());
  }

  /** The monthly run. */
  public InvoiceRun run() {
    return new InvoiceRun(house.database(), house.time());
  }
}
