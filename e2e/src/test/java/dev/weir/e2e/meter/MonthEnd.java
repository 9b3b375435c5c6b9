package dev.weir.e2e.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.migrations.Migrations;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.account.AgreedTerms;
import dev.weir.portal.billing.account.BillingOffice;
import dev.weir.portal.billing.card.PriceNotation;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.InvoiceDocument;
import dev.weir.portal.billing.invoice.InvoiceOffice;
import dev.weir.portal.billing.invoice.InvoiceRun;
import dev.weir.portal.billing.invoice.InvoiceVerifier;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Position;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.metering.LedgerVerifier;
import dev.weir.portal.metering.MeterCollector;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MeterInlet;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets the month be over in which something was counted, and bills it, in the portal's own rooms
 * with a clock that is ahead: nobody waits for the end of a month.
 */
public final class MonthEnd implements AutoCloseable {

  private static final String CARD = "standard";
  private static final Staff STAFF = new Staff(PersonId.random(), "staff@example.org", Origin.NONE);

  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final YearMonth month;
  private final TimeSource later;

  /** Of the month that has {@code counted}, in the database of an installation that has ended. */
  public MonthEnd(String postgresUrl, Instant counted) {
    this.database = Database.open(vertx, Migrations.poolUrl(postgresUrl));
    this.month = YearMonth.from(counted.atOffset(ZoneOffset.UTC));
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    this.later = ManualTimeSource.at(end.plus(Duration.ofHours(1)));
  }

  /** Enters all that is open, and says what the proof of the ledger finds. */
  public List<String> enter() {
    MeterCollector collector = new MeterCollector(new NothingComes(), database, later);
    collector.collect();
    collector.enter();
    return new LedgerVerifier(database, later)
        .verify().flaws().stream().map(flaw -> flaw.words()).toList();
  }

  /** Bills a tenant by traffic; the lines of its draft, which is as the ledger says. */
  public List<InvoiceDocument.Line> bill(UUID id) {
    TenantId tenant = new TenantId(id);
    AuditLog audit = new AuditLog(later);
    Map<Priced, Position> prices =
        Map.of(
            Priced.EGRESS_TRAFFIC,
            PriceNotation.parse(Priced.EGRESS_TRAFFIC.measure(), "0.08"),
            Priced.INGEST_TRAFFIC,
            PriceNotation.parse(Priced.INGEST_TRAFFIC.measure(), "0.01"));
    new RateCards(database, audit, later)
        .create(
            STAFF,
            new RateCards.Draft(CARD, "Standard", Currency.getInstance("EUR"), month, prices));
    AgreedTerms terms =
        new AgreedTerms(month, CARD, EgressMethod.TRAFFIC, new Share(0), 0, Optional.empty());
    assertThat(
            new BillingOffice(database, audit, later).agree(STAFF, tenant, ZoneOffset.UTC, terms))
        .isEqualTo(BillingOffice.Outcome.AGREED);
    InvoiceRun run = new InvoiceRun(database, later);
    assertThat(run.run(month).made()).isOne();
    assertThat(run.run(month).same()).isOne();
    List<Invoice> drafts = new InvoiceOffice(database, audit, later).of(STAFF, tenant);
    assertThat(drafts).hasSize(1);
    assertThat(new InvoiceVerifier(database, later).verify().flaws()).isEmpty();
    return drafts.getFirst().document().lines();
  }

  @Override
  public void close() throws TimeoutException {
    database.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** All was told before. */
  private static final class NothingComes implements MeterInlet {

    @Override
    public Future<Set<MeterBoot>> boots() {
      return Future.succeededFuture(Set.of());
    }

    @Override
    public Future<List<MeterBatch>> next(MeterBoot boot, long kept) {
      return Future.succeededFuture(List.of());
    }
  }
}
